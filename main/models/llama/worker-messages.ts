import * as z from 'zod';
import { JsonObject } from '../../../shared/json.ts';

const FunctionCallItem = z.object({
  type: z.literal('functionCall'),
  name: z.string(),
  params: z.unknown(),
  result: z.unknown(),
});

/** One item of a conversation in the library's own shape. A model item holds its texts and its calls with their results. */
export const HistoryItem = z.discriminatedUnion('type', [
  z.object({ type: z.literal('system'), text: z.string() }),
  z.object({ type: z.literal('user'), text: z.string() }),
  z.object({ type: z.literal('model'), response: z.array(z.union([z.string(), FunctionCallItem])) }),
]);
export type HistoryItem = z.infer<typeof HistoryItem>;

/** A model file and how it is loaded. Equal choices share one loaded model. */
export const ModelChoice = z.object({
  path: z.string(),
  /** Layers that the graphics processor takes, -1 for all; undefined: the library decides. */
  gpuLayers: z.number().int().optional(),
});
export type ModelChoice = z.infer<typeof ModelChoice>;

/** How the next token is chosen, and how many there may be. */
const Sampling = z.object({
  temperature: z.number(),
  topP: z.number(),
  topK: z.number(),
  minP: z.number(),
  seed: z.number().int().optional(),
  maxTokens: z.number().int().positive().optional(),
});

/** One call of a model. */
export const GenerateCall = z.object({
  /** File that is imported as the library. */
  library: z.string(),
  model: ModelChoice,
  /** Tokens that the conversation and the answer may have together; undefined: a usual number. */
  contextSize: z.number().int().positive().optional(),
  threads: z.number().int().positive().optional(),
  /** Calls of one conversation follow each other and reuse what was read already. */
  conversation: z.string(),
  history: z.array(HistoryItem),
  /** Tools by name, their parameters as the library's kind of schema. */
  functions: z.record(z.string(), z.object({ description: z.string(), params: JsonObject })),
  /** What the answer is held to: any JSON, or the library's kind of schema. */
  grammar: z.union([z.literal('json'), JsonObject]).optional(),
  sampling: Sampling,
});
export type GenerateCall = z.infer<typeof GenerateCall>;

/** What the engine tells the process of local models. */
export const ToWorker = z.discriminatedUnion('type', [
  z.object({ type: z.literal('generate'), id: z.number().int(), call: GenerateCall }),
  z.object({ type: z.literal('cancel'), id: z.number().int() }),
  /** Asks whether the process still listens. */
  z.object({ type: z.literal('ping') }),
]);
export type ToWorker = z.infer<typeof ToWorker>;

/** What came of a call. */
export const LlamaAnswer = z.object({
  text: z.string(),
  thought: z.string(),
  calls: z.array(z.object({ name: z.string(), params: z.unknown() })),
  isCutOff: z.boolean(),
  promptTokens: z.number().int().nonnegative(),
  answerTokens: z.number().int().nonnegative(),
});
export type LlamaAnswer = z.infer<typeof LlamaAnswer>;

const id = z.number().int();

/** What the process of local models tells the engine: of each call any number of deltas, then an end or an error. */
export const FromWorker = z.discriminatedUnion('type', [
  z.object({ type: z.literal('delta'), id, kind: z.enum(['text', 'thought']), text: z.string() }),
  z.object({ type: z.literal('end'), id, answer: LlamaAnswer }),
  z.object({
    type: z.literal('error'),
    id,
    code: z.enum(['not-found', 'bad-request', 'bad-response', 'connection-lost']),
    message: z.string(),
  }),
  /** It still listens. */
  z.object({ type: z.literal('pong') }),
]);
export type FromWorker = z.infer<typeof FromWorker>;
