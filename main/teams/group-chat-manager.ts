import * as z from 'zod';
import { ChatItem, isChatMessage } from '../../shared/chat/chat-item.ts';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import { Json, type JsonObject } from '../../shared/json.ts';
import type { StopProgress } from '../../shared/run/stop-progress.ts';
import { type AgentId, type TopicId, topicId } from '../core/agent-id.ts';
import type { Agent, AgentRuntime } from '../core/agent-runtime.ts';
import type { Effects, ItemDraft, Recorded, TurnRequest } from '../core/effects.ts';
import { AgentFailureError, StateError } from '../core/errors.ts';
import { parseState } from '../core/parse-state.ts';
import type { History } from '../core/participant.ts';
import type { Pattern, PatternContext, Selection } from './pattern.ts';
import { readClock } from './read-clock.ts';
import type { TeamMessage, TeamRun } from './team-message.ts';
import { EXTERNAL_REASON, type ExternalTermination } from './termination/external.ts';
import type { TerminationCondition } from './termination/termination-condition.ts';

export interface ManagerOptions<State> {
  readonly id: AgentId;
  readonly runtime: AgentRuntime<TeamMessage>;
  readonly groupTopic: TopicId;
  /** Participant names in their order, and the topic on which each is asked to speak. */
  readonly participants: ReadonlyMap<string, TopicId>;
  readonly pattern: Pattern<State>;
  readonly termination: TerminationCondition | undefined;
  /** The ExternalTerminations among its conditions. */
  readonly externals: readonly ExternalTermination[];
  readonly maxTurns: number | undefined;
  readonly emitTeamEvents: boolean;
}

type TurnResponse = Extract<TeamMessage, { type: 'response' }>;

const Saved = z.object({ message_thread: z.array(ChatItem).default([]), current_turn: z.number().int().default(0) });
/** When the open run began, and how often a clock was read in this life. */
const Clock = z.object({ startedAtMs: z.number().nullable(), reads: z.number().int() });
const Checkpoint = z.object({
  thread: z.array(z.number().int()),
  turn: z.number().int(),
  rounds: z.number().int(),
  tasks: z.number().int(),
  pattern: Json,
  termination: Json,
  clock: Clock.optional(),
  asked: z.number().int().optional(),
});

/** Leads one team: task, choice of speakers, termination. Generic: the pattern is a pure choice. (AutoGen: section 4.4) */
export class GroupChatManager<State> implements Agent<TeamMessage> {
  readonly id: AgentId;
  readonly #options: ManagerOptions<State>;
  readonly #names: readonly string[];
  #patternState: State;
  #thread: Recorded[] = [];
  /** Rounds since the last stop: what `max_turns` counts. */
  #turn = 0;
  /** Rounds and tasks of a whole life: never used again, so places never meet. */
  #rounds = 0;
  #tasks = 0;
  #clock: z.infer<typeof Clock> = { startedAtMs: null, reads: 0 };
  #run: TeamRun | undefined;
  #speaking = new Set<string>();
  /** Those of the open round who have the floor once more in it, and why. */
  #oncemore: { readonly speakers: readonly string[]; readonly why: string } = NOBODY;
  #delta: Recorded[] = [];
  #failure: { readonly error: unknown } | undefined;
  /** What the pattern adds to its reason to end. */
  #detail: string | undefined;

  constructor(options: ManagerOptions<State>) {
    this.id = options.id;
    this.#options = options;
    this.#names = [...options.participants.keys()];
    this.#patternState = options.pattern.initial;
  }

  async handle(message: TeamMessage): Promise<void> {
    try {
      if (message.type === 'run') await this.#begin(message.run);
      else if (message.type === 'response') await this.#heard(message);
      else if (message.type === 'failure') await this.#failed(message.name, message.error);
      else if (message.type === 'conclude') this.#end(message.reason);
    } catch (error) {
      this.#abort(error);
    }
  }

  async #begin(run: TeamRun): Promise<void> {
    this.#run = run;
    this.#speaking = new Set();
    this.#delta = [];
    this.#failure = undefined;
    this.#detail = undefined;
    const { termination } = this.#options;
    if (termination?.terminated) return this.#end('The group chat has already terminated.');
    if (termination?.usesClock && this.#clock.startedAtMs === null) {
      this.#clock.startedAtMs = await this.#readClock(run);
    }
    const messages = this.#takeTask(run);
    const { pattern } = this.#options;
    if (pattern.begin !== undefined) this.#patternState = pattern.begin(this.#context(), messages);
    if (messages.length > 0) {
      this.#say(messages);
      this.#fold(messages);
      const reason = await this.#stopReason(messages, { countsTurn: false });
      if (reason !== undefined) return this.#end(reason);
    }
    await this.#nextRound();
  }

  #context(): PatternContext<State> {
    return { state: this.#patternState, participants: this.#names, thread: this.#thread };
  }

  /** Lets all participants hear what none of them said. */
  #say(messages: readonly Recorded<ChatMessage>[]): void {
    this.#options.runtime.publish({ type: 'start', messages }, this.#options.groupTopic, { sender: this.id });
    this.#thread.push(...messages);
  }

  #fold(delta: readonly Recorded[]): void {
    const { pattern } = this.#options;
    if (pattern.heard !== undefined) this.#patternState = pattern.heard(this.#context(), delta);
  }

  #takeTask({ task, effects, items }: TeamRun): readonly Recorded<ChatMessage>[] {
    if (task.messages === null) return task.recorded ?? [];
    this.#tasks += 1;
    const start = effects.child(`start/${this.#tasks}`);
    const recorded = task.messages.map((draft) => start.emit<ChatMessage>(draft));
    if (task.outputTaskMessages) items.push(...recorded);
    return recorded;
  }

  #heard({ name, told, delta }: TurnResponse): Promise<void> {
    this.#run?.items.push(...told);
    const isAll = this.#options.pattern.followsAll ?? true;
    this.#thread.push(...(isAll ? delta : delta.filter(({ item }) => isChatMessage(item))));
    this.#delta.push(...delta);
    this.#fold(delta);
    this.#speaking.delete(name);
    return this.#afterTurn();
  }

  #failed(name: string, error: unknown): Promise<void> {
    this.#failure ??= { error };
    const { pattern } = this.#options;
    if (pattern.failed !== undefined) this.#patternState = pattern.failed(this.#patternState, name);
    this.#speaking.delete(name);
    return this.#afterTurn();
  }

  async #afterTurn(): Promise<void> {
    if (this.#speaking.size > 0) return;
    if (this.#failure !== undefined) return this.#abort(this.#failure.error);
    if (this.#oncemore.speakers.length > 0 && this.#run !== undefined) return this.#askOnceMore(this.#run);
    const delta = this.#delta;
    this.#delta = [];
    const reason = await this.#stopReason(delta, { countsTurn: true });
    if (reason !== undefined) return this.#end(reason);
    // Not before the first round: the task is still on its way to the participants.
    this.#run?.effects.offerCheckpoint(this.#run.checkpoint);
    await this.#nextRound();
  }

  /** The pattern is asked first, then the condition, then the cap on turns. The last two start anew after a stop. */
  async #stopReason(delta: readonly Recorded[], { countsTurn }: { countsTurn: boolean }): Promise<string | undefined> {
    const { pattern, termination, maxTurns, externals } = this.#options;
    if (!countsTurn && pattern.followsAll === false) return undefined;
    const finish = pattern.finish?.(this.#context());
    if (finish !== undefined) {
      this.#patternState = finish.state;
      this.#detail = finish.detail;
      return finish.reason;
    }
    const isAsked = countsTurn && (this.#run?.effects.child(`turn/${this.#rounds}`).terminationRequested() ?? false);
    if (isAsked) for (const external of externals) external.set();
    const elapsedMs = this.#clock.startedAtMs === null ? 0 : await this.#elapsedMs(this.#clock.startedAtMs);
    const stop = termination?.check(
      delta.map(({ item }) => item),
      elapsedMs,
    );
    if (stop !== undefined) return stop.content;
    if (isAsked) return EXTERNAL_REASON;
    if (countsTurn) this.#turn += 1;
    if (maxTurns !== undefined && this.#turn >= maxTurns) return `Maximum number of turns ${maxTurns} reached.`;
    return undefined;
  }

  /** How long the open run has lasted. Asked only where a condition wants to know. */
  async #elapsedMs(startedAtMs: number): Promise<number> {
    if (this.#run === undefined) return 0;
    return (await this.#readClock(this.#run)) - startedAtMs;
  }

  async #readClock({ effects }: TeamRun): Promise<number> {
    this.#clock.reads += 1;
    return readClock(effects.child(`clock/${this.#clock.reads}`));
  }

  async #nextRound(): Promise<void> {
    const run = this.#run;
    if (run === undefined) return;
    // Used also where choosing fails: places must not meet.
    this.#rounds += 1;
    const round = run.effects.child(`turn/${this.#rounds}`);
    const selection = await this.#select(run, round);
    if ('end' in selection) {
      // By way of the queue: what was said last is heard by all before the run ends.
      const own = topicId(this.id.type, this.id.key);
      return this.#options.runtime.publish({ type: 'conclude', reason: selection.end }, own);
    }
    for (const speaker of selection.speakers) this.#checkSpeaker(speaker);
    const { speakers, why, isFallback } = selection;
    this.#ask(speakers, { run, round, why, ...(isFallback && { isFallback }) });
  }

  #askOnceMore(run: TeamRun): void {
    const { speakers, why } = this.#oncemore;
    this.#rounds += 1;
    this.#ask(speakers, { run, round: run.effects.child(`turn/${this.#rounds}`), why });
  }

  /** Asks the pattern until it names speakers or ends the run, and does what it wants done before. */
  async #select(run: TeamRun, round: Effects): Promise<Exclude<Selection<State>, { again: true }>> {
    const { pattern, runtime, groupTopic } = this.#options;
    const tell = (event: ItemDraft): void => void run.items.push(round.emit(event));
    for (;;) {
      const selection = await pattern.select({ ...this.#context(), effects: round, tell });
      this.#patternState = selection.state;
      if (selection.forget === true) {
        this.#thread = [];
        runtime.publish({ type: 'forget' }, groupTopic, { sender: this.id });
      }
      const said = (selection.say ?? []).map((draft) => round.emit<ChatMessage>(draft));
      run.items.push(...said);
      if (said.length > 0) this.#say(said);
      if (!('again' in selection)) return selection;
    }
  }

  /** Gives the floor to all these at once. Who is named twice has it again when all have spoken. */
  #ask(named: readonly string[], { run, round, ...reason }: Asked): void {
    const { participants, runtime, pattern, emitTeamEvents } = this.#options;
    const speakers = [...new Set(named)];
    this.#oncemore = { speakers: named.filter((name, index) => named.indexOf(name) < index), why: reason.why };
    if (emitTeamEvents) {
      const source = pattern.managerName;
      run.items.push(round.emit({ type: 'SelectSpeakerEvent', source, content: [...speakers] }));
    }
    const number = this.#rounds;
    const progress = this.#progress();
    const turns = run.effects.openTurns(
      speakers.map((speaker, index) => ({ number, speaker, ...reason, ...(index === 0 && progress) })),
    );
    this.#speaking = new Set(speakers);
    speakers.forEach((speaker, index) => {
      const topic = participants.get(speaker)!; // checked before
      runtime.publish({ type: 'request-publish', turn: turns[index]! }, topic, { sender: this.id }); // one turn a speaker
    });
  }

  #checkSpeaker(speaker: string): void {
    if (this.#options.participants.has(speaker)) return;
    throw new AgentFailureError(`Speaker ${speaker} not found in participant names.`, {
      details: { known: this.#names },
    });
  }

  #end(stopReason: string): void {
    const progress = this.#progress(); // before the rule begins anew
    const run = this.#leave();
    const detail = this.#detail;
    run?.end({ items: run.items, stopReason, ...(detail !== undefined && { detail }), ...progress });
  }

  /** How near the condition and the cap on turns are; nothing where there is neither. */
  #progress(): { readonly progress?: readonly StopProgress[] } {
    const { termination, maxTurns } = this.#options;
    if (termination === undefined && maxTurns === undefined) return {};
    const cap = maxTurns === undefined ? [] : [{ counts: 'turns', current: this.#turn, limit: maxTurns }];
    return { progress: [...(termination?.progress() ?? []), ...cap] };
  }

  #abort(error: unknown): void {
    this.#leave()?.fail(error);
  }

  /** Whatever a run ended with, the next one finds nobody speaking, no open turn count and a fresh condition. */
  #leave(): TeamRun | undefined {
    const run = this.#run;
    this.#run = undefined;
    this.#speaking = new Set();
    this.#oncemore = NOBODY;
    this.#turn = 0;
    this.#clock.startedAtMs = null;
    this.#options.termination?.reset();
    return run;
  }

  reset(): void {
    this.#thread = [];
    this.#turn = 0;
    this.#patternState = this.#options.pattern.initial;
    this.#options.termination?.reset();
  }

  saveTeamState(): JsonObject {
    const own = this.#options.pattern.saveState(this.#patternState);
    const thread = this.#thread.map(({ item }) => item as ChatItem & JsonObject);
    return { ...own, message_thread: thread, current_turn: this.#turn };
  }

  loadTeamState(state: JsonObject): void {
    const { pattern } = this.#options;
    const { message_thread, current_turn } = parseState(Saved, state, pattern.managerName);
    this.#patternState = pattern.loadState(state);
    this.#thread = message_thread.map((item) => ({ item, sequence: 0 }));
    this.#turn = current_turn;
  }

  checkpoint(): JsonObject {
    return {
      thread: distances(this.#thread.map(({ sequence }) => sequence)),
      turn: this.#turn,
      rounds: this.#rounds,
      tasks: this.#tasks,
      pattern: this.#patternState as Json,
      termination: this.#options.termination?.checkpoint() ?? null,
      ...(this.#options.pattern.model === undefined ? {} : { asked: this.#options.pattern.model.asked }),
      ...(this.#options.termination?.usesClock ? { clock: { ...this.#clock } } : {}),
    };
  }

  restore(checkpoint: JsonObject, history: History): void {
    const state = Checkpoint.parse(checkpoint);
    let sequence = 0;
    this.#thread = state.thread.map((distance) => {
      sequence += distance;
      return recordedItem(history, sequence);
    });
    ({ turn: this.#turn, rounds: this.#rounds, tasks: this.#tasks } = state);
    this.#patternState = this.#options.pattern.parse(state.pattern);
    this.#options.pattern.model?.skipTo(state.asked ?? 0);
    this.#options.termination?.restore(state.termination);
    if (state.clock !== undefined) this.#clock = state.clock;
  }
}

interface Asked extends Pick<TurnRequest, 'why' | 'isFallback'> {
  readonly run: TeamRun;
  readonly round: Effects;
}

const NOBODY = { speakers: [], why: '' };

function distances(sequences: readonly number[]): number[] {
  return sequences.map((sequence, index) => sequence - (sequences[index - 1] ?? 0));
}

function recordedItem(history: History, sequence: number): Recorded {
  const { body } = history.event(sequence);
  if (body.type === 'message') return { item: body.message, sequence };
  throw new StateError(`Event ${sequence} of the run is no message, but a checkpoint names it as one.`);
}
