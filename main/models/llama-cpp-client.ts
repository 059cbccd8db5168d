import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import * as z from 'zod';
import { llamaCppChatCompletionClient } from '../../shared/component/llama-cpp-models.ts';
import type { ToolSchema } from '../../shared/chat/tool-schema.ts';
import { shorterLimit } from './answer-limit.ts';
import { finishedAnswer } from './finished-answer.ts';
import { toLlamaHistory } from './llama/llama-history.ts';
import { toLlamaSchema } from './llama/llama-schema.ts';
import type { GenerateCall, LlamaAnswer } from './llama/worker-messages.ts';
import type { LocalModels } from './local-models.ts';
import { modelBuilder, ModelConfigError } from './model-builder.ts';
import { type ModelChunk, type ModelClient, ModelError, type ModelInfo, type ModelRequest } from './model-client.ts';
import { afterShowing, modelFailure } from './model-failure.ts';
import { modelInfo } from './model-info.ts';
import { type GivenPatience, localPatience } from './patience.ts';
import { checkAbilities } from './request-abilities.ts';
import { SilenceWatch } from './silence-watch.ts';

/** What of a call is the same on every machine. */
type Question = Omit<GenerateCall, 'library' | 'model' | 'conversation'>;

type LlamaCppConfig = z.output<typeof llamaCppChatCompletionClient.config>;

/** What AutoGen takes any such model to be able to do. */
const ABILITIES: ModelInfo = {
  vision: false,
  function_calling: true,
  json_output: true,
  family: 'unknown',
  structured_output: true,
};

/** How llama-cpp-python, which AutoGen uses, chooses tokens where nobody says otherwise. */
const USUAL = { temperature: 0.2, topP: 0.95, topK: 40, minP: 0.05 } as const;

/** A model in a GGUF file, run by a process of Troupe's own. (AutoGen: LlamaCppChatCompletionClient) */
export class LlamaCppModelClient implements ModelClient {
  readonly live = true;
  readonly info: ModelInfo;
  readonly label: string;
  readonly maxRetries: number | undefined;
  readonly answerTokensAtMost: number | undefined;
  readonly contextTokens: number | undefined;
  readonly #config: LlamaCppConfig;
  readonly #models: LocalModels;
  readonly #patience: (() => GivenPatience) | undefined;
  /** One client speaks in one conversation: what was read of it once is not read again. */
  readonly #conversation = randomUUID();

  constructor(config: LlamaCppConfig, models: LocalModels, patience?: () => GivenPatience) {
    this.#config = config;
    this.#models = models;
    this.#patience = patience;
    this.info = config.model_info ? modelInfo('', config.model_info) : ABILITIES;
    this.label = `local:${basename(config.model_path || config.filename || '')}`;
    this.maxRetries = config.max_retries ?? undefined;
    this.answerTokensAtMost = config.max_tokens ?? undefined;
    this.contextTokens = config.n_ctx || undefined;
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    checkAbilities(request, this);
    let hasShown = false;
    const silence = new AbortController();
    const patience = localPatience(this.#config, this.#patience?.());
    const watch = new SilenceWatch({ label: this.label, patience, onSilent: (failure) => silence.abort(failure) });
    try {
      const call = this.#call(request);
      watch.begin();
      for await (const message of this.#models.host.generate(call, AbortSignal.any([signal, silence.signal]))) {
        if (message.type === 'end') return yield { type: 'end', result: toResult(message.answer, request) };
        watch.hearToken();
        if (isForced(request)) continue; // the text is a call in the making
        hasShown = true;
        yield { type: message.kind === 'text' ? 'text-delta' : 'thought-delta', text: message.text };
      }
    } catch (error) {
      const failure: unknown = silence.signal.aborted && !signal.aborted ? silence.signal.reason : error;
      throw hasShown && failure instanceof ModelError ? afterShowing(failure) : failure;
    } finally {
      watch.stop();
    }
  }

  /** What the process is asked to do, without where things are on this machine. */
  body(request: ModelRequest): Question {
    const { system, messages, tools, toolChoice, jsonOutput } = request;
    const { n_ctx, n_threads } = this.#config;
    const mustCall = isForced({ toolChoice, tools });
    const offered = mustCall || toolChoice === 'none' ? [] : tools;
    const grammar = mustCall ? callGrammar(tools) : answerGrammar(jsonOutput);
    return {
      ...(n_ctx && { contextSize: n_ctx }),
      ...(n_threads && { threads: n_threads }),
      history: toLlamaHistory({ system: mustCall ? withTools(system, tools) : system, messages }),
      functions: Object.fromEntries(
        offered.map(({ name, description, parameters }) => [name, { description, params: toLlamaSchema(parameters) }]),
      ),
      ...(grammar !== undefined && { grammar }),
      sampling: this.#sampling(request),
    };
  }

  #call(request: ModelRequest): GenerateCall {
    const { n_gpu_layers } = this.#config;
    const library = this.#models.library();
    if (library === undefined) {
      const how = 'Install "Local models" in the settings, or run: troupe packs install node-llama-cpp';
      throw modelFailure('not-found', `${this.label} needs a pack that is not installed. ${how}`);
    }
    return {
      library,
      model: { path: this.#path(), ...(typeof n_gpu_layers === 'number' && { gpuLayers: n_gpu_layers }) },
      conversation: this.#conversation,
      ...this.body(request),
    };
  }

  #sampling(request: ModelRequest): GenerateCall['sampling'] {
    const { temperature, top_p, top_k, min_p, seed } = this.#config;
    const maxTokens = shorterLimit(this.#config.max_tokens, request);
    return {
      temperature: temperature ?? USUAL.temperature,
      topP: top_p ?? USUAL.topP,
      topK: top_k ?? USUAL.topK,
      minP: min_p ?? USUAL.minP,
      ...(typeof seed === 'number' && { seed }),
      ...(maxTokens !== undefined && { maxTokens }),
    };
  }

  #path(): string {
    const { model_path, repo_id, filename } = this.#config;
    const wanted = model_path || filename;
    if (!wanted) throw modelFailure('bad-request', 'No model file is chosen: set model_path, or filename and repo_id.');
    const found = this.#models.find(wanted);
    if (found !== undefined) return found;
    const from = repo_id && !model_path ? ` of ${repo_id}` : '';
    const how = 'Download it in the settings under "Local models", or choose a file that is here.';
    throw modelFailure('not-found', `The model file ${wanted}${from} is not on this machine. ${how}`);
  }
}

function isForced({ toolChoice, tools }: Pick<ModelRequest, 'toolChoice' | 'tools'>): boolean {
  return toolChoice === 'required' && tools.length > 0;
}

function answerGrammar(jsonOutput: ModelRequest['jsonOutput']): GenerateCall['grammar'] {
  if (typeof jsonOutput === 'object') return toLlamaSchema(jsonOutput.schema);
  return jsonOutput ? 'json' : undefined;
}

/** A model that must call: its whole answer is held to the form of one call. */
function callGrammar(tools: readonly ToolSchema[]): GenerateCall['grammar'] {
  const calls = tools.map(({ name, parameters }) => ({
    type: 'object',
    properties: { name: { const: name }, arguments: toLlamaSchema(parameters) },
  }));
  return { oneOf: calls };
}

function withTools(system: string | undefined, tools: readonly ToolSchema[]): string {
  const shown = tools.map(({ name, description, parameters }) => JSON.stringify({ name, description, parameters }));
  return [system ?? '', 'Answer by calling one of these tools:', ...shown].join('\n');
}

function toResult({ text, thought, calls, isCutOff, promptTokens, answerTokens }: LlamaAnswer, request: ModelRequest) {
  const mustCall = isForced(request);
  const called = mustCall && !isCutOff ? [readCall(text)] : calls;
  return finishedAnswer({
    text: mustCall ? '' : text,
    thought,
    calls: called.map(({ name, params }) => ({
      id: `call_${randomUUID()}`,
      name,
      arguments: JSON.stringify(params ?? {}),
    })),
    finish: isCutOff ? 'length' : 'stop',
    usage: { prompt_tokens: promptTokens, completion_tokens: answerTokens },
  });
}

const WrittenCall = z.object({ name: z.string(), arguments: z.unknown() });

function readCall(text: string): { name: string; params: unknown } {
  try {
    const { name, arguments: params } = WrittenCall.parse(JSON.parse(text));
    return { name, params };
  } catch (cause) {
    throw modelFailure('bad-response', `The local model wrote no call of a tool but: ${text.slice(0, 200)}`, { cause });
  }
}

/** Makes its clients. */
export const llamaCppModels = modelBuilder(llamaCppChatCompletionClient, (config, { localModels, patience }) => {
  if (localModels === undefined) throw new ModelConfigError('Local models cannot be run here.');
  return new LlamaCppModelClient(config, localModels, patience);
});
