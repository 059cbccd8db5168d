import * as z from 'zod';
import type { Json } from '../../shared/json.ts';
import { digestText } from '../core/digest.ts';
import type { EffectContext } from '../core/effects.ts';
import { AgentFailureError } from '../core/errors.ts';
import type { SelectionContext } from './pattern.ts';

/** A function of the design that looks at the conversation, in a place where it can do no harm. */
export interface SpeakerFunction {
  /** In words: `selector_function`. */
  readonly name: string;
  /** Equal for equal functions. */
  readonly identity: string;
  run(args: { readonly [key: string]: Json }, context: EffectContext): Promise<{ content: string; isError: boolean }>;
}

const Outcome = z.object({ content: z.string(), isError: z.boolean() });
type Outcome = z.infer<typeof Outcome>;

type Asked = SelectionContext<{ readonly previous: string | null }>;

/** Whom the function names; undefined where it leaves the choice to the model. @throws AgentFailureError for anything else */
export async function namedBy(one: SpeakerFunction, context: Asked): Promise<string | undefined> {
  const value = await call(one, context);
  if (value === null) return undefined;
  if (typeof value === 'string' && context.participants.includes(value)) return value;
  throw wrong(one, `gave ${JSON.stringify(value)}, and not one of ${context.participants.join(', ')} or null`);
}

/** Those among whom is chosen. @throws AgentFailureError where it names nobody, or somebody else */
export async function candidatesOf(one: SpeakerFunction, context: Asked): Promise<readonly string[]> {
  const value = await call(one, context);
  const names = z.array(z.string()).min(1).safeParse(value);
  if (names.success && names.data.every((name) => context.participants.includes(name))) return names.data;
  throw wrong(one, `gave ${JSON.stringify(value)}, and not a list of some of ${context.participants.join(', ')}`);
}

async function call(one: SpeakerFunction, { effects, thread, participants, state }: Asked): Promise<Json> {
  const last = thread.at(-1)?.sequence ?? 0;
  const { value } = await effects.step<Outcome>({
    kind: 'code',
    requested: digestText(`${one.identity}\n${thread.length}\n${last}`),
    risk: 'sandboxed',
    precious: false,
    pending: () => ({ function: one.name }),
    approval: {
      tool: one.name,
      identity: one.identity,
      arguments: { participants: [...participants], previous: state.previous },
      withArguments: () => 'What it is called with comes from the conversation.',
      denied: (reason) => ({ content: reason, isError: true }),
    },
    parse: (outcome) => Outcome.parse(outcome),
    execute: async (context) => {
      const messages = thread.map(({ item }) => item as unknown as Json);
      const { content, isError } = await one.run(
        { messages, participants: [...participants], previous: state.previous },
        context,
      );
      return { value: { content, isError } };
    },
  });
  if (value.isError) throw wrong(one, `failed: ${value.content.replace(/\.$/, '')}`);
  return read(value.content);
}

/** What the function gave: a name is a text as it is, all else is JSON, and nothing is null. */
function read(content: string): Json {
  if (content === 'undefined') return null;
  try {
    return JSON.parse(content) as Json;
  } catch {
    return content;
  }
}

function wrong({ name }: SpeakerFunction, what: string): AgentFailureError {
  return new AgentFailureError(`The ${name} of the team ${what}.`);
}
