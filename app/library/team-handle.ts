import { randomUUID } from 'node:crypto';
import { TeamBusyError } from '../../main/core/errors.ts';
import type { LiveTeam } from '../../main/core/live-team.ts';
import { taskMessages, toDraft } from '../../main/runs/enter-run.ts';
import type { ChatItem } from '../../shared/chat/chat-item.ts';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import { RunId } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import { LibraryRun } from './library-run.ts';
import type { RunOptions, TaskResult } from './run-options.ts';

/** What a team is asked to do: a text from `user`, whole messages, or null to go on without anything new. */
export type Task = string | readonly ChatMessage[] | null;

/**
 * A live team as a program uses it. It remembers: a second task goes on where the first one ended, until `reset`.
 * Whatever a run ended with, the team can run again.
 */
export class TeamHandle {
  readonly #built: LiveTeam;
  readonly #prepare: (signal: AbortSignal | undefined) => Promise<void>;
  readonly #id = RunId.parse(`run-${randomUUID()}`);
  #lastSequence = 0;
  #open: LibraryRun | undefined;

  /** `build` is given who hears of what no agent can report; `prepare` is waited for before each run. */
  constructor(
    build: (onFailure: (error: unknown) => void) => LiveTeam,
    prepare: (signal: AbortSignal | undefined) => Promise<void>,
  ) {
    this.#prepare = prepare;
    this.#built = build((error) => this.#open?.fail(error));
  }

  get name(): string {
    return this.#built.team.name;
  }

  /**
   * Runs to the end.
   * @throws TeamBusyError while it runs.
   * @throws what an agent, a subscriber or the signal ended it with.
   */
  async run(task: Task, options: RunOptions = {}): Promise<TaskResult> {
    if (this.#open !== undefined) throw new TeamBusyError(this.name);
    options.signal?.throwIfAborted();
    const run = new LibraryRun({ ...options, run: this.#id, lastSequence: this.#lastSequence, built: this.#built });
    this.#open = run;
    try {
      await this.#prepare(options.signal);
      const messages = task === null ? null : taskMessages(task).map(toDraft);
      return await run.work({ messages, outputTaskMessages: true });
    } finally {
      this.#lastSequence = run.lastSequence;
      this.#open = undefined;
    }
  }

  /**
   * Messages and events as they come to stand in the log, then the result. Leaving the loop stops the run.
   * (AutoGen: run_stream)
   */
  runStream(task: Task, options: RunOptions = {}): AsyncIterable<ChatItem | TaskResult> {
    const leaving = new AbortController();
    const signals = options.signal === undefined ? [leaving.signal] : [options.signal, leaving.signal];
    let ended: Promise<void> | undefined;
    return new ReadableStream<ChatItem | TaskResult>({
      start: (controller) => {
        const onItem: RunOptions['onItem'] = (item, run) => {
          if (!leaving.signal.aborted) controller.enqueue(item);
          options.onItem?.(item, run);
        };
        ended = this.run(task, { ...options, onItem, signal: AbortSignal.any(signals) }).then(
          (result) => {
            controller.enqueue(result);
            controller.close();
          },
          (error: unknown) => {
            if (!leaving.signal.aborted) controller.error(error);
          },
        );
      },
      cancel: () => {
        leaving.abort(new Error('Nobody reads the stream any more.'));
        return ended;
      },
    });
  }

  /**
   * Ends the MCP servers that its runs have started: they live as long as the team, and keep the program alive. The team
   * cannot run any more.
   */
  close(): Promise<void> {
    return this.#built.stop();
  }

  /** Forgets the conversation. */
  reset(): void {
    this.#built.team.reset();
  }

  /** The state in AutoGen's shape. */
  saveState(): JsonObject {
    return this.#built.team.saveState();
  }

  /** @throws StateError when it is the state of another team. */
  loadState(state: JsonObject): void {
    this.#built.team.loadState(state);
  }
}
