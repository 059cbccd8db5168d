import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { RunEvent, RunEventBody } from '../../shared/run/event.ts';
import { pathsUp } from '../../shared/run/fold/place.ts';

export type SpanAttributes = Readonly<Record<string, string | number | readonly string[]>>;

/** One finished span, in the words of OpenTelemetry's GenAI conventions. Ids are hexadecimal. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly name: string;
  /** True where another program was asked. */
  readonly isClient: boolean;
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: SpanAttributes;
  readonly events: readonly { readonly name: string; readonly timeMs: number; readonly attributes: SpanAttributes }[];
  /** Why it failed. */
  readonly error: string | undefined;
}

type Body<Type extends RunEventBody['type']> = Extract<RunEventBody, { type: Type }>;

interface OpenSpan {
  readonly spanId: string;
  readonly name: string;
  readonly startMs: number;
}

const Call = z.object({ id: z.string(), name: z.string(), arguments: z.string() });
const Answer = z.object({ finish_reason: z.string() });

/**
 * The spans of one run, as a fold of its committed events. Times come from the events, ids from run and place: a run
 * that is resumed, here or elsewhere, goes on in the same trace, and what is told twice is the same.
 */
export class SpanFold {
  readonly #run: string;
  readonly #traceId: string;
  readonly #hasContent: boolean;
  #root: OpenSpan | undefined;
  readonly #turns = new Map<string, OpenSpan>();
  readonly #calls = new Map<string, z.infer<typeof Call>[]>();
  readonly #retries = new Map<string, Span['events'][number][]>();

  constructor(run: string, { hasContent }: { readonly hasContent: boolean }) {
    this.#run = run;
    this.#traceId = hexId(run, 16);
    this.#hasContent = hasContent;
  }

  /** Folds one event in, and gives back the spans that it ends. What a fork shares with its parent is the parent's. */
  add({ run, body, timestampMs }: RunEvent): Span[] {
    if (run !== this.#run) return [];
    switch (body.type) {
      case 'run-start':
        this.#root = { spanId: this.#spanId('run'), name: body.title, startMs: timestampMs };
        return [];
      case 'turn-start':
        this.#turns.set(body.path, { spanId: this.#spanId(body.path), name: body.speaker, startMs: timestampMs });
        return [];
      case 'attempt':
        this.#addRetry(body, timestampMs);
        return [];
      case 'message':
        this.#addCalls(body);
        return [];
      case 'effect-end':
        return this.#effect(body);
      case 'turn-end':
        return this.#turn(body.path, timestampMs);
      case 'turn-abandoned':
        return this.#turn(body.path, timestampMs, body.reason || 'abandoned');
      case 'run-end':
        return this.#end(body, timestampMs);
      default:
        return [];
    }
  }

  #addRetry({ place, number, error, waitMs, next }: Body<'attempt'>, timeMs: number): void {
    const attributes = {
      'error.type': error.code,
      'exception.message': error.message,
      'troupe.attempt': number,
      'troupe.wait_ms': waitMs,
      ...(next !== undefined && { 'troupe.next_model': next }),
    };
    const known = this.#retries.get(place) ?? [];
    this.#retries.set(place, [...known, { name: 'retry', timeMs, attributes }]);
  }

  #addCalls({ path, message }: Body<'message'>): void {
    if (message.type !== 'ToolCallRequestEvent') return;
    const { data = [] } = z.array(Call).safeParse(message.content);
    this.#calls.set(path, [...(this.#calls.get(path) ?? []), ...data]);
  }

  #effect(body: Body<'effect-end'>): Span[] {
    if (body.kind !== 'model' && body.kind !== 'tool') return [];
    const { place, startedAtMs, durationMs, error, outcome } = body;
    const events = this.#retries.get(place) ?? [];
    this.#retries.delete(place);
    const own = body.kind === 'model' ? this.#chat(body) : this.#tool(body);
    const attributes = {
      ...own.attributes,
      ...(error !== undefined && { 'error.type': error.code }),
      ...(this.#hasContent && outcome !== undefined && { [own.contentKey]: JSON.stringify(outcome) }),
    };
    return [
      {
        traceId: this.#traceId,
        spanId: this.#spanId(place),
        parentSpanId: this.#parentOf(place),
        name: own.name,
        isClient: body.kind === 'model',
        startMs: startedAtMs,
        endMs: startedAtMs + durationMs,
        attributes,
        events,
        error: error?.message,
      },
    ];
  }

  #chat({ model = 'unknown', usage, outcome }: Body<'effect-end'>) {
    const [provider = '', ...rest] = model.split(':');
    const name = rest.length === 0 ? model : rest.join(':');
    const { data: answer } = Answer.safeParse(outcome);
    return {
      name: `chat ${name}`,
      contentKey: 'gen_ai.output.messages',
      attributes: {
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': provider,
        'gen_ai.request.model': name,
        ...(usage !== undefined && {
          'gen_ai.usage.input_tokens': usage.promptTokens,
          'gen_ai.usage.output_tokens': usage.completionTokens,
        }),
        ...(answer !== undefined && { 'gen_ai.response.finish_reasons': [answer.finish_reason] }),
      },
    };
  }

  #tool({ place }: Body<'effect-end'>) {
    const [, path = '', index = ''] = /^(.*)\/call:(\d+)\/[^/]*$/.exec(place) ?? [];
    const call = this.#calls.get(path)?.[Number(index)];
    return {
      name: `execute_tool ${call?.name ?? 'unknown'}`,
      contentKey: 'gen_ai.tool.call.result',
      attributes: {
        'gen_ai.operation.name': 'execute_tool',
        'gen_ai.tool.name': call?.name ?? 'unknown',
        ...(call !== undefined && { 'gen_ai.tool.call.id': call.id }),
        ...(call !== undefined && this.#hasContent && { 'gen_ai.tool.call.arguments': call.arguments }),
      },
    };
  }

  #turn(path: string, endMs: number, error?: string): Span[] {
    const turn = this.#turns.get(path);
    if (turn === undefined) return [];
    const attributes = { 'gen_ai.agent.name': turn.name };
    return [this.#agentSpan({ ...turn, parentSpanId: this.#parentOf(path), endMs, attributes, error })];
  }

  #end({ reason, totals, error }: Body<'run-end'>, endMs: number): Span[] {
    if (this.#root === undefined) return [];
    const attributes = {
      'gen_ai.agent.name': this.#root.name,
      'troupe.end_reason': reason,
      'gen_ai.usage.input_tokens': totals.promptTokens,
      'gen_ai.usage.output_tokens': totals.completionTokens,
    };
    return [this.#agentSpan({ ...this.#root, parentSpanId: undefined, endMs, attributes, error: error?.message })];
  }

  #agentSpan({
    attributes,
    name,
    error,
    ...span
  }: OpenSpan & Pick<Span, 'parentSpanId' | 'endMs' | 'attributes'> & { error: string | undefined }): Span {
    return {
      ...span,
      traceId: this.#traceId,
      name: `invoke_agent ${name}`,
      isClient: false,
      attributes: {
        'gen_ai.operation.name': 'invoke_agent',
        'gen_ai.conversation.id': this.#run,
        ...attributes,
        ...(error !== undefined && { 'error.type': 'failed' }),
      },
      events: [],
      error,
    };
  }

  /** The turn around a place, however deep it stands in nested teams and in calls of agents; else the run. */
  #parentOf(place: string): string | undefined {
    for (const path of pathsUp(place)) {
      const turn = path === place ? undefined : this.#turns.get(path);
      if (turn !== undefined) return turn.spanId;
    }
    return this.#root?.spanId;
  }

  #spanId(place: string): string {
    return hexId(`${this.#run}\n${place}`, 8);
  }
}

function hexId(text: string, bytes: number): string {
  return createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, bytes * 2);
}
