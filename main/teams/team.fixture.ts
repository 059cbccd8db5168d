import * as z from 'zod';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import { isChatMessage } from '../../shared/chat/chat-item.ts';
import { toText } from '../../shared/chat/text.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Effects, MessageDraft, Recorded } from '../core/effects.ts';
import { failOnError } from '../core/fake-agents.ts';
import type { FakeDoor } from '../core/fake-effects.fixture.ts';
import { InProcessRuntime } from '../core/in-process-runtime.ts';
import type { AgentResponse, ChatAgent, Participant, TeamResult } from '../core/participant.ts';
import { GroupChat, type GroupChatOptions } from './group-chat.ts';
import type { Pattern } from './pattern.ts';
import { roundRobin } from './round-robin.ts';

/** What a speaker brings: a text, a text after a thought, a handoff, or a failure. */
export type Line =
  string | { readonly thought: string; readonly text: string } | { readonly handoff: string } | Error | Promise<string>;

/** An agent that says its lines in order, again from the first after the last, and keeps what it heard before each. */
export class Speaker implements ChatAgent {
  readonly kind = 'agent';
  readonly name: string;
  readonly description = 'A speaker.';
  readonly producedMessageTypes = ['TextMessage'];
  readonly heard: string[][] = [];
  readonly #lines: readonly Line[];
  #turns = 0;

  constructor(name: string, lines: readonly Line[]) {
    this.name = name;
    this.#lines = lines;
  }

  async respond(messages: readonly Recorded<ChatMessage>[], effects: Effects): Promise<AgentResponse> {
    this.heard.push(spoken(messages));
    const line = await this.#lines[this.#turns++ % this.#lines.length]!; // less than the length
    if (line instanceof Error) throw line;
    if (typeof line === 'string') return { message: this.#says(line), inner: [] };
    if ('handoff' in line) return { message: this.#handsOver(line.handoff), inner: [] };
    const thought = effects.emit({ type: 'ThoughtEvent', source: this.name, content: line.thought });
    return { message: this.#says(line.text), inner: [thought] };
  }

  #says(content: string): MessageDraft {
    const usage = { prompt_tokens: 1, completion_tokens: 1 };
    return { type: 'TextMessage', source: this.name, content, models_usage: usage };
  }

  #handsOver(target: string): MessageDraft {
    return { type: 'HandoffMessage', source: this.name, target, content: `to ${target}`, context: [] };
  }

  reset(): void {
    this.#turns = 0;
  }
  saveState(): JsonObject {
    return { type: 'BaseState', version: '1.0.0', turns: this.#turns };
  }
  loadState({ turns }: JsonObject): void {
    this.#turns = Number(turns);
  }
  checkpoint(): JsonObject {
    return { turns: this.#turns };
  }
  restore({ turns }: JsonObject): void {
    this.#turns = Number(turns);
  }
}

export function speaker(name: string, ...lines: Line[]): Speaker {
  return new Speaker(name, lines);
}

/** All speak at the same time, in every round. */
export const choir: Pattern<JsonObject> = {
  managerName: 'ChoirManager',
  initial: {},
  select: ({ participants, state }) => ({ speakers: participants, state, why: 'all' }),
  saveState: () => ({ type: 'ChoirManagerState' }),
  loadState: () => ({}),
  parse: (state) => z.record(z.string(), z.never()).parse(state),
};

type Given<State> = Partial<Omit<GroupChatOptions<State>, 'participants'>>;

/** A round robin team of these in a runtime of its own, unless it is said otherwise. */
export function teamOf(participants: readonly Participant[], options: Given<{ nextIndex: number }> = {}) {
  return teamWith(roundRobin, participants, options);
}

export function teamWith<State>(
  pattern: Pattern<State>,
  participants: readonly Participant[],
  options: Given<State> = {},
): GroupChat<State> {
  return new GroupChat({
    name: 'team',
    description: 'A team of agents.',
    participants,
    pattern,
    externals: [],
    emitTeamEvents: false,
    runtime: new InProcessRuntime(failOnError),
    teamId: 'root',
    ...options,
  });
}

/** Gives a team a task in text, or lets it go on with none. */
export function run(
  team: { run: GroupChat<never>['run'] },
  door: FakeDoor,
  task: string | null = 'go',
): Promise<TeamResult> {
  const messages = task === null ? null : [{ type: 'TextMessage', source: 'user', content: task } as const];
  return team.run({ messages, outputTaskMessages: true }, door.root);
}

/** `source: text` of each message, `source: Type` of each event. */
export function spoken(items: readonly Recorded[]): string[] {
  return items.map(({ item }) => `${item.source}: ${isChatMessage(item) ? toText(item) : item.type}`);
}
