// The little of node-llama-cpp that is used here, as this file's own types: the package is a pack, which may be absent
// when Troupe is built and when it runs.
import type { HistoryItem } from './worker-messages.ts';

export interface LlamaSequence {
  /** How many tokens it holds: what was read and what was written. */
  readonly nextTokenIndex: number;
  readonly tokenMeter: { readonly usedOutputTokens: number };
}

export interface LlamaContext {
  readonly contextSize: number;
  getSequence(): LlamaSequence;
  dispose(): Promise<void>;
}

export interface LlamaModel {
  /** The most tokens that the model was trained for. */
  readonly trainContextSize: number;
  readonly tokenizer: unknown;
  createContext(options: { contextSize: number; threads: number }): Promise<LlamaContext>;
  dispose(): Promise<void>;
}

export type LlamaGrammar = object;

/** A piece of an answer. Segments are thoughts and comments of the model. */
export interface LlamaChunk {
  readonly type: 'segment' | undefined;
  readonly text: string;
}

export interface LlamaFunctions {
  readonly [name: string]: { readonly description: string; readonly params: object };
}

export interface GenerateOptions {
  readonly signal: AbortSignal;
  readonly onResponseChunk: (chunk: LlamaChunk) => void;
  readonly maxTokens: number;
  readonly temperature: number;
  readonly topP: number;
  readonly topK: number;
  readonly minP: number;
  readonly seed?: number | undefined;
  readonly grammar?: LlamaGrammar;
  readonly functions?: LlamaFunctions;
  readonly documentFunctionParams?: boolean;
}

export interface LlamaChat {
  readonly chatWrapper: {
    generateContextState(options: {
      chatHistory: readonly HistoryItem[];
      availableFunctions?: LlamaFunctions;
      documentFunctionParams?: boolean;
    }): { readonly contextText: { tokenize(tokenizer: unknown): { readonly length: number } } };
  };
  generateResponse(
    history: readonly HistoryItem[],
    options: GenerateOptions,
  ): Promise<{
    readonly response: string;
    readonly functionCalls?: readonly { readonly functionName: string; readonly params: unknown }[] | undefined;
    readonly metadata: { readonly stopReason: string };
  }>;
}

export interface Llama {
  loadModel(options: { modelPath: string; gpuLayers?: number | 'max' }): Promise<LlamaModel>;
  createGrammarForJsonSchema(schema: object): Promise<LlamaGrammar>;
  getGrammarFor(name: 'json'): Promise<LlamaGrammar>;
}

/** The package itself. */
export interface LlamaLibrary {
  getLlama(options: {
    gpu: 'auto' | false;
    build: 'never';
    skipDownload: true;
    maxThreads: number;
    logLevel: 'error';
    logger: (level: string, message: string) => void;
  }): Promise<Llama>;
  readonly LlamaChat: new (options: { contextSequence: LlamaSequence }) => LlamaChat;
  readonly InsufficientMemoryError: new (message?: string) => Error;
}
