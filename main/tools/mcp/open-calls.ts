import type { ElicitRequestFormParams, ElicitResult } from '@modelcontextprotocol/sdk/types.js';
import { wordsOfSaid } from '../../../shared/chat/attachment.ts';
import type { JsonObject } from '../../../shared/json.ts';
import type { EffectContext } from '../../core/effects.ts';
import type { AnswerClock } from './answer-clock.ts';
import { type Elicited, readElicitation } from './read-elicitation.ts';

/** One call that is under way. */
export interface OpenCall {
  readonly context: Pick<EffectContext, 'askPerson' | 'onNotice'>;
  readonly clock: AnswerClock;
}

/** A server may ask a person. (AutoGen: Elicitor) */
export interface Elicitor {
  /** How long a person may take; null: as long as they like. */
  readonly limitMs: number | null;
}

interface Asking extends Elicitor {
  /** Of the server, for people. */
  readonly title: string;
}

/**
 * The calls of one server that are under way. What it asks a person meanwhile belongs to the call that began last: the
 * protocol does not say which one it is.
 */
export class OpenCalls {
  readonly #open = new Map<OpenCall, AbortController>();
  readonly #asking: Asking;
  #last: Promise<unknown> = Promise.resolve();

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  /** Does the call. What was asked for it and not answered is asked no longer when it is over. */
  async during<T>(call: OpenCall, work: () => Promise<T>): Promise<T> {
    const over = new AbortController();
    this.#open.set(call, over);
    try {
      return await work();
    } finally {
      this.#open.delete(call);
      over.abort();
    }
  }

  /** The server wants to know something from a person. Its questions are asked one after the other. `gone`: it does not any more. */
  elicit(request: ElicitRequestFormParams, gone: AbortSignal): Promise<ElicitResult> {
    const [call, over] = [...this.#open].at(-1) ?? [];
    if (call === undefined || over === undefined) return Promise.resolve({ action: 'cancel' });
    const until = AbortSignal.any([gone, over.signal]);
    const answer = this.#last.then(() => call.clock.during(() => this.#ask(call, { request, until })));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  async #ask(
    { context }: OpenCall,
    { request, until }: { request: ElicitRequestFormParams; until: AbortSignal },
  ): Promise<ElicitResult> {
    const { title, limitMs } = this.#asking;
    const late = limitMs === null ? until : AbortSignal.any([until, AbortSignal.timeout(limitMs)]);
    const form = request.requestedSchema as unknown as JsonObject;
    for (let problem = ''; !late.aborted;) {
      const question = { agent: 'user', prompt: `${problem}${request.message}`, form, server: title };
      const said = wordsOfSaid(await context.askPerson(question, late));
      if (late.aborted) break;
      const read = readElicitation(said, form);
      if ('problem' in read) {
        problem = `${read.problem} `;
        continue;
      }
      context.onNotice(toldWords(title, read));
      return read;
    }
    return { action: 'cancel' };
  }
}

function toldWords(title: string, answer: Elicited): string {
  if (answer.action !== 'accept')
    return `The MCP server "${title}" asked, and was told nothing: ${PAST[answer.action]}.`;
  return `The MCP server "${title}" asked, and was told: ${JSON.stringify(answer.content)}`;
}

const PAST = { decline: 'declined', cancel: 'cancelled' } as const;
