// Stands for node-llama-cpp in tests: a "model" whose answer is what it was asked, word for word. Some words make it do
// something: `crash` ends the process, `hang` waits to be stopped, `freeze` never gives the processor back, `call` calls the first function, `think` thinks first.
import type { GenerateOptions, Llama, LlamaModel, LlamaSequence } from './llama-library.ts';
import type { HistoryItem } from './worker-messages.ts';

export class InsufficientMemoryError extends Error {}

/** What there is, and what of it is used. */
export const memory = { contexts: 100, used: 0, log: [] as string[] };

export function getLlama({ logger }: { logger: (level: string, message: string) => void }): Promise<Llama> {
  return Promise.resolve({
    loadModel: ({ modelPath }) => {
      memory.log.push(`load ${modelPath.split('/').at(-1)}`);
      if (!modelPath.includes('odd')) return Promise.resolve(model(modelPath));
      logger('error', "llama_model_load: error loading model: unknown model architecture: 'odd'\n");
      return Promise.reject(new Error('Failed to load model'));
    },
    createGrammarForJsonSchema: (schema) => Promise.resolve({ schema }),
    getGrammarFor: (name) => Promise.resolve({ name }),
  });
}

class Sequence implements LlamaSequence {
  nextTokenIndex = 0;
  readonly tokenMeter = { usedOutputTokens: 0 };
}

function model(path: string): LlamaModel {
  const name = path.split('/').at(-1) ?? '';
  return {
    trainContextSize: 1000,
    tokenizer: {},
    createContext: ({ contextSize }) => {
      if (memory.used >= memory.contexts) return Promise.reject(new InsufficientMemoryError('too little'));
      memory.used += 1;
      memory.log.push(`open ${name} ${contextSize}`);
      return Promise.resolve({
        contextSize,
        getSequence: () => new Sequence(),
        dispose: () => {
          memory.used -= 1;
          memory.log.push(`close ${name}`);
          return Promise.resolve();
        },
      });
    },
    dispose: () => {
      memory.log.push(`unload ${name}`);
      return Promise.resolve();
    },
  };
}

const wordsOf = (history: readonly HistoryItem[]): string[] =>
  history.flatMap((item) => ('text' in item ? item.text.split(/\s+/) : []));

export class LlamaChat {
  readonly #sequence: Sequence;
  readonly chatWrapper = {
    generateContextState: ({ chatHistory }: { chatHistory: readonly HistoryItem[] }) => ({
      contextText: { tokenize: () => ({ length: wordsOf(chatHistory).length }) },
    }),
  };

  constructor({ contextSequence }: { contextSequence: Sequence }) {
    this.#sequence = contextSequence;
  }

  async generateResponse(history: readonly HistoryItem[], options: GenerateOptions): Promise<object> {
    const asked = wordsOf(history.filter(({ type }) => type === 'user').slice(-1));
    this.#sequence.nextTokenIndex = wordsOf(history).length;
    let stopReason = 'eogToken';
    for (const [index, word] of asked.entries()) {
      if (index >= options.maxTokens) {
        stopReason = 'maxTokens';
        break;
      }
      if (word === 'crash') process.abort();
      if (word === 'freeze') for (;;);
      if (word === 'hang') await untilStopped(options.signal);
      this.#sequence.nextTokenIndex += 1;
      this.#sequence.tokenMeter.usedOutputTokens += 1;
      options.onResponseChunk({ type: word === 'think' ? 'segment' : undefined, text: `${word} ` });
    }
    const [name] = asked.includes('call') ? Object.keys(options.functions ?? {}) : [];
    const functionCalls = name === undefined ? undefined : [{ functionName: name, params: { n: 1 } }];
    return { response: '', functionCalls, metadata: { stopReason } };
  }
}

function untilStopped(signal: AbortSignal): Promise<void> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
  });
}
