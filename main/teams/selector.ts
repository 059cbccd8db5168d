import * as z from 'zod';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import { isChatMessage } from '../../shared/chat/chat-item.ts';
import type { LLMMessage } from '../../shared/chat/llm-message.ts';
import { pythonRepr } from '../../shared/chat/python-repr.ts';
import type { Recorded } from '../core/effects.ts';
import { parseState } from '../core/parse-state.ts';
import type { PatternModel } from './pattern-model.ts';
import type { Pattern, SelectionContext } from './pattern.ts';
import { fillPrompt, historyText, mentionedIn, type Role, roleLines } from './selector-prompt.ts';
import { candidatesOf, namedBy, type SpeakerFunction } from './speaker-function.ts';

export interface SelectorOptions {
  readonly model: PatternModel;
  /** With `{roles}`, `{participants}` and `{history}`. */
  readonly prompt: string;
  /** All participants, in order. */
  readonly roles: readonly Role[];
  readonly allowsRepeats: boolean;
  /** At least 1. */
  readonly maxAttempts: number;
  /** Tells the stream each answer of the model. */
  readonly tellsAnswers: boolean;
  /** Names who speaks before the model is asked. (AutoGen: selector_func) */
  readonly selectorFunction?: SpeakerFunction | undefined;
  /** Says among whom is chosen; who may repeat does not count then. (AutoGen: candidate_func) */
  readonly candidateFunction?: SpeakerFunction | undefined;
  /** What of the conversation the model reads. */
  readonly contextOf: (messages: readonly Recorded<ChatMessage>[]) => readonly LLMMessage[];
}

const State = z.object({ previous: z.string().nullable() });
type State = z.infer<typeof State>;

const NAME = 'SelectorGroupChatManager';
const Saved = z.object({ type: z.literal('SelectorManagerState').optional(), previous_speaker: z.string().nullish() });
/** Families whose models take the prompt as system message. (AutoGen: ModelFamily.is_openai) */
const SYSTEM_FAMILIES: ReadonlySet<string> = new Set('gpt-5 gpt-45 gpt-41 gpt-4o o1 o3 o4 gpt-4 gpt-35'.split(' '));

/** A model picks who speaks next. (AutoGen: SelectorGroupChat, section 4.7) */
export function selector(options: SelectorOptions): Pattern<State> {
  return {
    managerName: NAME,
    initial: { previous: null },
    model: options.model,
    async select(context) {
      const { speaker, ...reason } = await choose(options, context);
      return { speakers: [speaker], state: { previous: speaker }, ...reason };
    },
    saveState: ({ previous }) => ({ type: 'SelectorManagerState', version: '1.0.0', previous_speaker: previous }),
    loadState: (saved) => ({ previous: parseState(Saved, saved, NAME).previous_speaker ?? null }),
    parse: (state) => State.parse(state),
  };
}

interface Choice {
  readonly speaker: string;
  readonly why: string;
  readonly isFallback?: true;
}

async function choose(options: SelectorOptions, context: SelectionContext<State>): Promise<Choice> {
  const { participants } = context;
  const { previous } = context.state;
  const named = options.selectorFunction && (await namedBy(options.selectorFunction, context));
  if (named !== undefined) return { speaker: named, why: 'named by the selector function' };
  const candidates = options.candidateFunction
    ? await candidatesOf(options.candidateFunction, context)
    : participants.filter((name) => options.allowsRepeats || name !== previous);
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return { speaker: only, why: 'the only one who may speak now' };
  const question = firstQuestion(options, context, candidates);
  const talk: LLMMessage[] = [...question.messages];
  for (let attempt = 1; attempt <= options.maxAttempts; attempt += 1) {
    const answer = await ask(options, context, { ...question, messages: [...talk] });
    const mentioned = mentionedIn(answer, participants);
    const [speaker] = mentioned;
    if (speaker !== undefined && mentioned.length === 1 && candidates.includes(speaker)) {
      return { speaker, why: attempt === 1 ? 'named by the model' : `named by the model at attempt ${attempt}` };
    }
    talk.push(
      { type: 'AssistantMessage', content: answer, source: NAME },
      { type: 'UserMessage', content: objection(mentioned, candidates), source: 'user' },
    );
  }
  const attempts = options.maxAttempts === 1 ? 'one attempt' : `${options.maxAttempts} attempts`;
  const why = `the model named nobody who may speak, in ${attempts}`;
  return { speaker: fallback(participants, candidates, previous), why, isFallback: true };
}

/** One system message for models of OpenAI, a user message for others. */
function firstQuestion(
  { prompt, roles, model, contextOf }: SelectorOptions,
  { thread }: SelectionContext<State>,
  candidates: readonly string[],
): { readonly system?: string; readonly messages: readonly LLMMessage[] } {
  const heard = thread.filter((one): one is Recorded<ChatMessage> => isChatMessage(one.item));
  const content = fillPrompt(prompt, {
    roles: roleLines(roles),
    participants: pythonRepr(candidates),
    history: historyText(contextOf(heard)),
  });
  if (SYSTEM_FAMILIES.has(model.family)) return { system: content, messages: [] };
  return { messages: [{ type: 'UserMessage', content, source: 'user' }] };
}

async function ask(
  { model, tellsAnswers }: SelectorOptions,
  { effects, tell }: SelectionContext<State>,
  question: { readonly system?: string; readonly messages: readonly LLMMessage[] },
): Promise<string> {
  if (!tellsAnswers) return model.ask(effects, { asker: NAME, mayBeEmpty: true, ...question });
  const id = effects.newId();
  const answer = await model.ask(effects, {
    asker: NAME,
    mayBeEmpty: true,
    ...question,
    shownAs: { messageId: id, keepChunks: true },
  });
  tell({ type: 'SelectorEvent', id, source: NAME, content: answer });
  return answer;
}

function objection(named: readonly string[], candidates: readonly string[]): string {
  const choice = `Answer with one name of ${pythonRepr(candidates)}.`;
  if (named.length === 0) return `That names nobody who takes part. ${choice}`;
  if (named.length > 1) return `That names more than one. ${choice}`;
  return `"${named[0]}" may not speak now. ${choice}`;
}

/** The previous speaker where it may speak again, else the next candidate in the order of the team. */
function fallback(participants: readonly string[], candidates: readonly string[], previous: string | null): string {
  if (previous !== null && candidates.includes(previous)) return previous;
  const start = participants.indexOf(previous ?? '') + 1;
  const inOrder = [...participants.slice(start), ...participants.slice(0, start)];
  return inOrder.find((name) => candidates.includes(name))!; // a team of two and more has a candidate
}
