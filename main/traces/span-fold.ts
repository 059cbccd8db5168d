import { createHash } from 'node:crypto';
import type { RunEvent, RunParent } from '../../shared/run/event.ts';
import { pathsUp } from '../../shared/run/fold/place.ts';
import { CallTracker, type TrackedCall } from './call-tracker.ts';
import { memorySpan } from './memory-span.ts';
import type { Span, SpanAttributes, SpanMoment } from './span.ts';
import { type Body, chatSpan, toolAnswer, usageAttributes } from './span-attributes.ts';

interface OpenSpan {
  readonly spanId: string;
  readonly name: string;
  readonly startMs: number;
  readonly links: Span['links'];
}

type OwnPart = Pick<Span, 'spanId' | 'parentSpanId' | 'name' | 'startMs' | 'endMs' | 'attributes'> & Partial<Span>;

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
  readonly #calls = new CallTracker();
  readonly #retries = new Map<string, SpanMoment[]>();

  constructor(run: string, { hasContent }: { readonly hasContent: boolean }) {
    this.#run = run;
    this.#traceId = traceIdOf(run);
    this.#hasContent = hasContent;
  }

  /**
   * Folds one event in, and gives back the spans that it ends. What a fork shares with its parent is told in the parent's
   * trace; here it only says in which turns and calls the fork goes on.
   */
  add(event: RunEvent): Span[] {
    this.#calls.add(event);
    const spans = this.#fold(event);
    return event.run === this.#run ? spans : [];
  }

  #fold({ body, timestampMs }: RunEvent): Span[] {
    switch (body.type) {
      case 'run-start':
        this.#begin(body, timestampMs);
        return [];
      case 'turn-start': {
        const { path, speaker } = body;
        this.#turns.set(path, { spanId: this.#spanId(path), name: speaker, startMs: timestampMs, links: [] });
        return [];
      }
      case 'attempt':
        this.#addRetry(body, timestampMs);
        return [];
      case 'message':
        return this.#results(body);
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

  #begin({ title, parent }: Body<'run-start'>, startMs: number): void {
    this.#root = { spanId: this.#spanId(ROOT), name: title, startMs, links: parent === null ? [] : [linkTo(parent)] };
    this.#retries.clear();
    for (const [path, turn] of this.#turns) this.#turns.set(path, { ...turn, startMs });
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

  #effect(body: Body<'effect-end'>): Span[] {
    if (body.kind === 'model') return [this.#asked(body, { ...this.#chat(body), isClient: true })];
    if (body.kind === 'memory') return [this.#asked(body, this.#memory(body))];
    const call = body.kind === 'tool' ? this.#calls.at(body.place.slice(0, body.place.lastIndexOf('/'))) : undefined;
    if (call === undefined) return [];
    call.isOpen = false;
    const { startedAtMs, durationMs, error } = body;
    const answer = toolAnswer(body);
    return [
      this.#tool(call, {
        startMs: startedAtMs,
        endMs: startedAtMs + durationMs,
        result: answer?.content,
        error: error ?? (answer?.isError === true ? TOOL_ERROR : undefined),
        events: this.#takeRetries(body.place),
      }),
    ];
  }

  /** The span of a step that asked a model or a memory. */
  #asked(
    { place, startedAtMs, durationMs, error }: Body<'effect-end'>,
    { name, isClient, attributes }: Pick<Span, 'name' | 'isClient' | 'attributes'>,
  ): Span {
    const agent = this.#around(place, this.#turns)?.name;
    return this.#span({
      spanId: this.#spanId(place),
      parentSpanId: this.#parentOf(place),
      name,
      isClient,
      startMs: startedAtMs,
      endMs: startedAtMs + durationMs,
      attributes: {
        ...attributes,
        ...(agent !== undefined && { 'gen_ai.agent.name': agent }),
        ...(error !== undefined && { 'error.type': error.code }),
      },
      events: this.#takeRetries(place),
      error: error?.message,
    });
  }

  #chat(body: Body<'effect-end'>): Pick<Span, 'name' | 'attributes'> {
    const { name, attributes } = chatSpan(body);
    if (!this.#hasContent || body.outcome === undefined) return { name, attributes };
    return { name, attributes: { ...attributes, 'gen_ai.output.messages': JSON.stringify(body.outcome) } };
  }

  #memory(body: Body<'effect-end'>): Pick<Span, 'name' | 'isClient' | 'attributes'> {
    const isCall = pathsUp(body.place).some((path) => this.#calls.at(path) !== undefined);
    return memorySpan(body, { hasContent: this.#hasContent, isCall });
  }

  /** What has no effect of its own ends with the message that brings the results: agents and teams as tools, handoffs. */
  #results({ path, message }: Body<'message'>): Span[] {
    if (message.type !== 'ToolCallExecutionEvent') return [];
    const results = new Map(message.content.map((result) => [result.call_id, result]));
    return this.#calls.close(path).map((call) => {
      const result = results.get(call.id);
      const error = result?.is_error === true ? TOOL_ERROR : undefined;
      return this.#tool(call, { ...call, result: result?.content, error, events: [] });
    });
  }

  #tool(
    call: TrackedCall,
    { startMs, endMs, result, error, events }: ToolEnd & Pick<Span, 'startMs' | 'endMs' | 'events'>,
  ): Span {
    return this.#span({
      spanId: this.#spanId(call.path),
      parentSpanId: this.#parentOf(call.path),
      name: `execute_tool ${call.name}`,
      startMs,
      endMs,
      attributes: {
        'gen_ai.operation.name': 'execute_tool',
        'gen_ai.tool.name': call.name,
        'gen_ai.tool.type': 'function',
        'gen_ai.tool.call.id': call.id,
        ...(error !== undefined && { 'error.type': error.code }),
        ...(this.#hasContent && { 'gen_ai.tool.call.arguments': call.arguments }),
        ...(this.#hasContent && result !== undefined && { 'gen_ai.tool.call.result': result }),
      },
      events,
      error: error?.message,
    });
  }

  #turn(path: string, endMs: number, error?: string): Span[] {
    const cut = error === undefined ? undefined : { code: 'abandoned', message: error };
    const calls = this.#calls.close(path);
    const tools = calls.map((call) => this.#tool(call, { ...call, endMs, result: undefined, error: cut, events: [] }));
    const turn = this.#turns.get(path);
    if (turn === undefined) return tools;
    return [...tools, this.#agentSpan({ ...turn, parentSpanId: this.#parentOf(path), endMs, error: cut })];
  }

  #end({ reason, totals, error }: Body<'run-end'>, endMs: number): Span[] {
    if (this.#root === undefined) return [];
    const attributes = { 'troupe.end_reason': reason, ...usageAttributes(totals) };
    return [this.#agentSpan({ ...this.#root, parentSpanId: undefined, endMs, attributes, error })];
  }

  #agentSpan({ name, attributes, error, ...span }: OpenSpan & AgentEnd): Span {
    return this.#span({
      ...span,
      name: `invoke_agent ${name}`,
      attributes: {
        'gen_ai.operation.name': 'invoke_agent',
        'gen_ai.agent.name': name,
        ...attributes,
        ...(error !== undefined && { 'error.type': error.code }),
      },
      error: error?.message,
    });
  }

  #span({ attributes, ...own }: OwnPart): Span {
    return {
      traceId: this.#traceId,
      isClient: false,
      events: [],
      links: [],
      error: undefined,
      ...own,
      attributes: { 'gen_ai.conversation.id': this.#run, ...attributes },
    };
  }

  #takeRetries(place: string): readonly SpanMoment[] {
    const retries = this.#retries.get(place) ?? [];
    this.#retries.delete(place);
    return retries;
  }

  /** The call or turn around a place, however deep it stands in nested teams and in calls of agents; else the run. */
  #parentOf(place: string): string | undefined {
    const turnsAndCalls = { get: (path: string) => this.#turns.get(path) ?? this.#callSpan(path) };
    return (this.#around(place, turnsAndCalls) ?? this.#root)?.spanId;
  }

  #callSpan(path: string): { spanId: string } | undefined {
    return this.#calls.at(path) === undefined ? undefined : { spanId: this.#spanId(path) };
  }

  #around<Found>(place: string, known: { get: (path: string) => Found | undefined }): Found | undefined {
    for (const path of pathsUp(place).slice(1)) {
      const found = known.get(path);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #spanId(place: string): string {
    return spanIdOf(this.#run, place);
  }
}

interface Failure {
  readonly code: string;
  readonly message: string;
}
interface ToolEnd {
  readonly result: string | undefined;
  readonly error: Failure | undefined;
}
interface AgentEnd extends Pick<Span, 'parentSpanId' | 'endMs'> {
  readonly attributes?: SpanAttributes;
  readonly error: Failure | undefined;
}

const ROOT = 'run';
/** Said without its words, which are content. (MCP conventions: error.type of a tool that answers with an error) */
const TOOL_ERROR: Failure = { code: 'tool_error', message: 'The tool answered with an error.' };

function linkTo({ run }: RunParent): Span['links'][number] {
  return { traceId: traceIdOf(run), spanId: spanIdOf(run, ROOT) };
}

function traceIdOf(run: string): string {
  return hexId(run, 16);
}

function spanIdOf(run: string, place: string): string {
  return hexId(`${run}\n${place}`, 8);
}

function hexId(text: string, bytes: number): string {
  return createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, bytes * 2);
}
