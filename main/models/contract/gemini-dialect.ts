import type { JsonObject } from '../../../shared/json.ts';
import { type Dialect, finishOf, type HeardTurn, type SpokenAnswer, turn } from './dialect.ts';

const FINISH = { stop: 'STOP', length: 'MAX_TOKENS', calls: 'STOP', filter: 'SAFETY' } as const;

interface Part {
  readonly text?: string;
  readonly thought?: boolean;
  readonly thoughtSignature?: string;
  readonly inlineData?: { readonly data: string };
  readonly functionCall?: { readonly name: string; readonly args?: unknown };
  readonly functionResponse?: { readonly response: { readonly output?: string; readonly error?: string } };
}

interface Content {
  readonly role: 'user' | 'model';
  readonly parts: readonly Part[];
}

/** Gemini’s own interface, v1beta. Calls come whole, often without an id, and end with STOP. */
export const gemini: Dialect = {
  contentType: 'text/event-stream',
  noise: [
    'data: {"candidates":null,"usageMetadata":null}\r\n\r\n',
    'data: {"candidates":[{"index":0,"content":null,"finishReason":null}],"x_new":1}\r\n\r\n',
    'data: {"candidates":[{"index":0,"content":{"role":"model","parts":[{"text":null},{"aNewPart":{}}]}}]}\r\n\r\n',
  ],
  frames: (answer) => ({
    before: partsOf(answer).map((part) =>
      chunk({ candidates: [{ index: 0, content: { role: 'model', parts: [part] } }] }),
    ),
    end: [chunk({ candidates: [{ index: 0, finishReason: FINISH[finishOf(answer)] }], ...usageOf(answer) })],
  }),
  refusal: (message) => JSON.stringify({ error: { code: 400, message, status: 'SOME_ERROR' } }),
  errorFrame: (message) => chunk({ error: { code: 503, message, status: 'UNAVAILABLE' } }),
  hear(body) {
    const contents = body['contents'] as readonly Content[];
    if (contents[0]?.role !== 'user') throw new Error('The first turn must be the user’s.');
    const system = body['systemInstruction'] as Content | undefined;
    const config = body['generationConfig'] as { responseJsonSchema?: unknown } | undefined;
    const tools = (body['tools'] ?? []) as readonly { functionDeclarations: readonly { name: string }[] }[];
    return {
      system: (system?.parts ?? []).map(({ text }) => text ?? '').join('\n'),
      turns: contents.map(toTurn),
      tools: tools.flatMap(({ functionDeclarations }) => functionDeclarations.map(({ name }) => name)),
      schema: config?.responseJsonSchema,
      signatures: contents.flatMap(({ parts }) => parts.flatMap(({ thoughtSignature }) => thoughtSignature ?? [])),
    };
  },
};

function chunk(value: JsonObject): string {
  return `data: ${JSON.stringify(value)}\r\n\r\n`;
}

function partsOf({ thoughts = [], signature, text = [], calls = [] }: SpokenAnswer): JsonObject[] {
  return [
    ...thoughts.map((piece) => ({ text: piece, thought: true })),
    ...text.map((piece) => ({ text: piece })),
    ...calls.map(({ id, name, pieces }, index) => ({
      functionCall: {
        ...(id !== undefined && { id }),
        name,
        ...(pieces.length > 0 && { args: JSON.parse(pieces.join('')) as JsonObject }),
      },
      // Of parallel calls the first is signed.
      ...(signature !== undefined && index === 0 && { thoughtSignature: signature }),
    })),
  ];
}

function usageOf({ usage }: SpokenAnswer): JsonObject {
  if (usage === undefined) return {};
  const { prompt, completion, cached, reasoning = 0 } = usage;
  return {
    usageMetadata: {
      promptTokenCount: prompt,
      candidatesTokenCount: completion - reasoning,
      ...(reasoning > 0 && { thoughtsTokenCount: reasoning }),
      ...(cached !== undefined && { cachedContentTokenCount: cached }),
      totalTokenCount: prompt + completion,
    },
  };
}

function toTurn({ role, parts }: Content): HeardTurn {
  return turn(role === 'model' ? 'assistant' : 'user', {
    text: parts.map(({ text }) => text ?? '').join(''),
    images: parts.flatMap(({ inlineData }) => inlineData?.data ?? []),
    calls: parts.flatMap(({ functionCall }) =>
      functionCall === undefined ? [] : [{ name: functionCall.name, args: functionCall.args }],
    ),
    results: parts.flatMap(({ functionResponse }) =>
      functionResponse === undefined ? [] : [functionResponse.response.output ?? functionResponse.response.error ?? ''],
    ),
  });
}
