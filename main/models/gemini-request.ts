import type {
  Content,
  FunctionCallingConfigMode,
  GenerateContentParameters,
  Part,
  Tool,
  ToolConfig,
} from '@google/genai/web';
import type * as z from 'zod';
import type { ToolSchema } from '../../shared/chat/tool-schema.ts';
import type { geminiChatCompletionClient } from '../../shared/component/gemini-models.ts';
import { shorterLimit } from './answer-limit.ts';
import { toGeminiContents, toGeminiSystem } from './gemini-contents.ts';
import type { ModelRequest } from './model-client.ts';

export type GeminiConfig = z.output<typeof geminiChatCompletionClient.config>;

/** The body of one call, as it goes over the wire. */
export interface GeminiBody {
  readonly contents: Content[];
  readonly systemInstruction?: { readonly role: 'user'; readonly parts: Part[] };
  readonly tools?: Tool[];
  readonly toolConfig?: ToolConfig;
  readonly generationConfig: Record<string, unknown>;
}

/** Makes the body of one call. `label` is that of the client, by which it knows its own signatures. */
export function toGeminiBody(
  request: ModelRequest,
  { config, label }: { config: GeminiConfig; label: string },
): GeminiBody {
  const { messages, tools } = request;
  const parts = toGeminiSystem(systemTexts(request));
  return {
    contents: toGeminiContents(messages, { label, needsSignatures: isThirdOrLater(config.model) }),
    ...(parts.length > 0 ? { systemInstruction: { role: 'user', parts } } : {}),
    ...(tools.length > 0 ? { tools: [{ functionDeclarations: tools.map(toDeclaration) }] } : {}),
    ...(tools.length > 0 ? toToolConfig(request.toolChoice) : {}),
    generationConfig: toGenerationConfig(request, config),
  };
}

/** The same in the words of Google's package, which keeps all settings in one place. */
export function toParameters(body: GeminiBody, model: string): GenerateContentParameters {
  const { contents, generationConfig, ...rest } = body;
  return { model, contents, config: { ...generationConfig, ...rest } };
}

/** A schema cannot be asked for together with tools before Gemini 3, so there the model is told it in words. */
function systemTexts({ system, messages, tools, jsonOutput }: ModelRequest): readonly string[] {
  const inside = messages.flatMap((message) => (message.type === 'SystemMessage' ? [message.content] : []));
  const wish =
    tools.length === 0 || jsonOutput === false
      ? []
      : typeof jsonOutput === 'object'
        ? [`When you answer, answer with JSON of this schema and nothing else: ${JSON.stringify(jsonOutput.schema)}`]
        : ['When you answer, answer with one JSON object and nothing else.'];
  return [system ?? '', ...inside, ...wish];
}

function toGenerationConfig(request: ModelRequest, config: GeminiConfig): Record<string, unknown> {
  const { tools, jsonOutput } = request;
  const { temperature, top_p, top_k, max_output_tokens, stop_sequences, seed } = config;
  const { include_thoughts, thinking_budget, thinking_level } = config;
  const thinking = given({
    includeThoughts: include_thoughts,
    thinkingBudget: thinking_budget,
    thinkingLevel: thinking_level?.toUpperCase(),
  });
  const isJson = tools.length === 0 && jsonOutput !== false;
  return given({
    temperature,
    topP: top_p,
    topK: top_k,
    maxOutputTokens: shorterLimit(max_output_tokens, request),
    stopSequences: stop_sequences,
    seed,
    thinkingConfig: Object.keys(thinking).length > 0 ? thinking : undefined,
    responseMimeType: isJson ? 'application/json' : undefined,
    responseJsonSchema: isJson && typeof jsonOutput === 'object' ? jsonOutput.schema : undefined,
  });
}

function given(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
}

/** An object without properties is no schema to Gemini: such a tool is declared without any. */
function toDeclaration({ name, description, parameters }: ToolSchema) {
  const { properties } = parameters;
  const isEmpty = typeof properties !== 'object' || properties === null || Object.keys(properties).length === 0;
  return { name, description, ...(isEmpty ? {} : { parametersJsonSchema: parameters }) };
}

function toToolConfig(choice: ModelRequest['toolChoice']): { toolConfig?: ToolConfig } {
  if (choice === 'auto') return {};
  const mode = choice === 'required' ? 'ANY' : 'NONE';
  return { toolConfig: { functionCallingConfig: { mode: mode as FunctionCallingConfigMode } } }; // an enum of the package
}

function isThirdOrLater(model: string): boolean {
  return Number(/gemini-(\d+)/.exec(model)?.[1] ?? 0) >= 3;
}
