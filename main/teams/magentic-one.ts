import * as z from 'zod';
import { isChatMessage } from '../../shared/chat/chat-item.ts';
import type { LLMMessage } from '../../shared/chat/llm-message.ts';
import { toModelMessage, toModelText } from '../../shared/chat/text.ts';
import type { MessageDraft, Recorded } from '../core/effects.ts';
import { AgentFailureError } from '../core/errors.ts';
import { parseState } from '../core/parse-state.ts';
import {
  factsPrompt,
  factsUpdatePrompt,
  ledgerText,
  planPrompt,
  planUpdatePrompt,
  progressPrompt,
  type PromptFacts,
} from './magentic-prompts.ts';
import type { PatternModel } from './pattern-model.ts';
import type { Pattern, Selection, SelectionContext } from './pattern.ts';
import { LEDGER_SCHEMA, type ProgressLedger, readLedger } from './progress-ledger.ts';
import { type Role, roleLines } from './selector-prompt.ts';

export interface MagenticOneOptions {
  readonly model: PatternModel;
  /** All participants, in order. */
  readonly roles: readonly Role[];
  /** Steps of one task; the one that is over it makes the answer. Undefined: no limit. */
  readonly maxTurns: number | undefined;
  /** Steps without progress until a new plan is made. */
  readonly maxStalls: number;
  /** With `{task}`. */
  readonly finalAnswerPrompt: string;
}

const State = z.object({
  task: z.string(),
  facts: z.string(),
  plan: z.string(),
  rounds: z.number().int(),
  stalls: z.number().int(),
  /** `renewed`: a new plan was made and nobody has acted on it yet. */
  phase: z.enum(['task', 'working', 'renewed']),
});
type State = z.infer<typeof State>;

const NAME = 'MagenticOneOrchestrator';
const MAX_ANSWERS = 10;
const Saved = z.object({
  type: z.literal('MagenticOneOrchestratorState').optional(),
  task: z.string(),
  facts: z.string(),
  plan: z.string(),
  n_rounds: z.number().int(),
  n_stalls: z.number().int(),
});

/** An orchestrator plans, keeps a ledger and gives each member its task. (AutoGen: MagenticOneGroupChat, section 4.10) */
export function magenticOne(options: MagenticOneOptions): Pattern<State> {
  return {
    managerName: NAME,
    initial: { task: '', facts: '', plan: '', rounds: 0, stalls: 0, phase: 'task' },
    model: options.model,
    followsAll: false,
    begin({ state }, messages) {
      const task = messages.map(({ item }) => toModelText(item)).join(' ');
      if (messages.length > 0) return { ...state, task, rounds: 0, stalls: 0, phase: 'task' };
      if (state.task === '') throw new AgentFailureError('An orchestrator needs a task to plan for.');
      return state;
    },
    select: (context) => new Orchestrator(options, context).next(),
    saveState: ({ task, facts, plan, rounds, stalls }) => ({
      type: 'MagenticOneOrchestratorState',
      version: '1.0.0',
      task,
      facts,
      plan,
      n_rounds: rounds,
      n_stalls: stalls,
    }),
    loadState(saved) {
      const { task, facts, plan, n_rounds, n_stalls } = parseState(Saved, saved, NAME);
      return { task, facts, plan, rounds: n_rounds, stalls: n_stalls, phase: plan === '' ? 'task' : 'working' };
    },
    parse: (state) => State.parse(state),
  };
}

/** One choice: its questions, one after the other. */
class Orchestrator {
  readonly #options: MagenticOneOptions;
  readonly #context: SelectionContext<State>;
  readonly #given: PromptFacts;

  constructor(options: MagenticOneOptions, context: SelectionContext<State>) {
    this.#options = options;
    this.#context = context;
    const { task, facts, plan } = context.state;
    this.#given = { task, facts, plan, team: roleLines(options.roles), names: context.participants };
  }

  next(): Promise<Selection<State>> {
    const { phase, rounds } = this.#context.state;
    const { maxTurns } = this.#options;
    if (phase === 'task') return this.#plan([], { facts: factsPrompt, plan: planPrompt, phase: 'working' });
    // As in AutoGen, one step more than the number says.
    if (maxTurns !== undefined && rounds > maxTurns) return this.#answer('Max rounds reached.', this.#context.state);
    return this.#step();
  }

  /** Facts and plan, in one conversation; then everybody begins with them. */
  async #plan(
    talk: LLMMessage[],
    prompts: Pick<State, 'phase'> & Record<'facts' | 'plan', (given: PromptFacts) => string>,
  ): Promise<Selection<State>> {
    const facts = await this.#ask(talk, prompts.facts(this.#given));
    const plan = await this.#ask(talk, prompts.plan({ ...this.#given, facts }));
    const state = { ...this.#context.state, facts, plan, stalls: 0, phase: prompts.phase };
    return { again: true, forget: true, say: [says(ledgerText({ ...this.#given, facts, plan }))], state };
  }

  async #step(): Promise<Selection<State>> {
    const { maxStalls } = this.#options;
    const before = this.#context.state;
    const ledger = await this.#ledger();
    const rounds = before.rounds + 1;
    if (ledger.is_request_satisfied.answer) {
      return this.#answer(ledger.is_request_satisfied.reason, { ...before, rounds });
    }
    const isStalled = !ledger.is_progress_being_made.answer || ledger.is_in_loop.answer;
    const stalls = isStalled ? before.stalls + 1 : Math.max(0, before.stalls - 1);
    if (stalls >= maxStalls && before.phase !== 'renewed') {
      const planned = await this.#plan(this.#talk(), {
        facts: factsUpdatePrompt,
        plan: planUpdatePrompt,
        phase: 'renewed',
      });
      return { ...planned, state: { ...planned.state, rounds } };
    }
    return {
      speakers: [ledger.next_speaker.answer],
      say: [says(ledger.instruction_or_question.answer)],
      why: ledger.next_speaker.reason,
      state: { ...before, rounds, stalls, phase: 'working' },
    };
  }

  async #ledger(): Promise<ProgressLedger> {
    const talk = this.#talk();
    let question = progressPrompt(this.#given);
    for (let attempt = 1; attempt <= MAX_ANSWERS; attempt += 1) {
      const answer = await this.#ask(talk, question, {
        json: { name: 'progress_ledger', schema: LEDGER_SCHEMA },
        mayBeEmpty: true,
      });
      const ledger = readLedger(answer, this.#context.participants);
      if (typeof ledger !== 'string') return ledger;
      question = ledger;
    }
    throw new AgentFailureError(`Failed to parse ledger information after multiple retries. Last: ${question}`);
  }

  async #answer(reason: string, state: State): Promise<Selection<State>> {
    const messageId = this.#context.effects.newId();
    const prompt = this.#options.finalAnswerPrompt.replaceAll('{task}', () => state.task);
    const content = await this.#ask(this.#talk(), prompt, { shownAs: { messageId, keepChunks: false } });
    return { end: reason, say: [{ ...says(content), id: messageId }], state };
  }

  /** Asks on in a conversation, which keeps question and answer. */
  async #ask(
    talk: LLMMessage[],
    content: string,
    how: Pick<Question, 'json' | 'shownAs' | 'mayBeEmpty'> = {},
  ): Promise<string> {
    talk.push({ type: 'UserMessage', content, source: NAME });
    const answer = await this.#options.model.ask(this.#context.effects, { asker: NAME, messages: [...talk], ...how });
    talk.push({ type: 'AssistantMessage', content: answer, source: NAME });
    return answer;
  }

  /** The thread as the orchestrator's model reads it: its own words as its own. */
  #talk(): LLMMessage[] {
    return this.#context.thread.flatMap(({ item }: Recorded): LLMMessage[] => {
      if (!isChatMessage(item)) return [];
      if (item.source !== NAME) return [toModelMessage(item)];
      return [{ type: 'AssistantMessage', content: toModelText(item), source: NAME }];
    });
  }
}

type Question = Parameters<PatternModel['ask']>[1];

function says(content: string): MessageDraft {
  return { type: 'TextMessage', source: NAME, content };
}
