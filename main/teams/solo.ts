import * as z from 'zod';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import { JsonObject } from '../../shared/json.ts';
import type { Branch, Effects, Recorded } from '../core/effects.ts';
import { TeamBusyError } from '../core/errors.ts';
import type { ChatAgent, History, RunTask, Team, TeamResult } from '../core/participant.ts';
import { speak, takeFloor } from './take-floor.ts';

const Checkpoint = z.object({ agent: JsonObject, tasks: z.number().int() });

/** Runs one agent as if it were a team of its own: one task, one answer, no stop reason. (AutoGen: BaseChatAgent.run) */
export class Solo implements Team {
  readonly kind = 'team';
  readonly #agent: ChatAgent;
  #isRunning = false;
  #tasks = 0;

  constructor(agent: ChatAgent) {
    this.#agent = agent;
  }

  get name(): string {
    return this.#agent.name;
  }

  get description(): string {
    return this.#agent.description;
  }

  async run({ messages, recorded, outputTaskMessages }: RunTask, effects: Effects): Promise<TeamResult> {
    if (this.#isRunning) throw new TeamBusyError(this.name);
    this.#isRunning = true;
    try {
      this.#tasks += 1;
      const start = effects.child(`start/${this.#tasks}`);
      const task = messages?.map((draft) => start.emit<ChatMessage>(draft)) ?? recorded ?? [];
      const said = await this.#answer(task, effects);
      return { items: outputTaskMessages ? [...task, ...said] : said, stopReason: null };
    } finally {
      this.#isRunning = false;
    }
  }

  async #answer(task: readonly Recorded<ChatMessage>[], effects: Effects): Promise<readonly Recorded[]> {
    const [turn] = effects.openTurns([{ number: this.#tasks, speaker: this.name, why: 'the only agent' }]) as [Branch];
    const { message, told } = await takeFloor(turn, this.name, () => speak(this.#agent, task, turn));
    return [...told, message];
  }

  reset(): void {
    this.#agent.reset();
  }
  saveState(): JsonObject {
    return this.#agent.saveState();
  }
  loadState(state: JsonObject): void {
    this.#agent.loadState(state);
  }
  checkpoint(): JsonObject {
    return { agent: this.#agent.checkpoint(), tasks: this.#tasks };
  }
  restore(checkpoint: JsonObject, history: History): void {
    const { agent, tasks } = Checkpoint.parse(checkpoint);
    this.#agent.restore(agent, history);
    this.#tasks = tasks;
  }
}
