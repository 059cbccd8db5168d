import type { DocumentId, RunId } from '../../shared/ids.ts';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { ApprovalPolicy } from '../../shared/run/approval.ts';
import type { RunBudget } from '../../shared/run/budget.ts';
import type { CostEstimate } from '../../shared/run/estimate.ts';
import type { RunControl } from '../../shared/run/command.ts';
import type { PromptView } from '../../shared/run/prompt.ts';
import type { RunSummary } from '../../shared/run/summary.ts';
import type { RunSignal } from '../../shared/run/wire.ts';

/** How the debugger stands when a run is entered. */
export interface Debugging {
  /** Hold at the first safe point at which something new would happen. */
  readonly debug: boolean;
  /** Participants before whose turns the run holds. */
  readonly breakpoints: readonly string[];
}

/** What to run. `plan` is the compiled component JSON; it is pinned by hash. */
export interface RunRequest extends Debugging {
  readonly plan: ComponentModel;
  readonly title: string;
  readonly document: { readonly id: DocumentId; readonly version: number } | null;
  readonly task: string | readonly ChatMessage[];
  /** A saved state in AutoGen's shape that the team goes on from; pinned by hash like the plan. */
  readonly state?: JsonObject | undefined;
  /** Recorded in `run-start`; the model override among them is applied when the team is built. */
  readonly overrides: JsonObject;
  /** Hold where the run goes in circles, after so many times, at least 2; undefined: it is only told. */
  readonly holdOnLoop?: number | undefined;
  readonly budget?: RunBudget;
  /** What its agents may do without asking; undefined: as is usual in this engine. */
  readonly approvals?: ApprovalPolicy | undefined;
  /** What was told beforehand that it may cost. */
  readonly estimate?: CostEstimate;
}

/** What became of a run that was worked on here. */
export type RunOutcome =
  | {
      readonly type: 'ended';
      readonly reason: 'finished' | 'failed' | 'stopped';
      readonly stopReason: string | null;
      readonly message: string | null;
    }
  /** It waits for a person, or was closed here; it can be resumed. */
  | {
      readonly type: 'parked';
      readonly waitingFor: JsonObject | null;
      /** Why it cannot go on here, if something went wrong. */ readonly problem: string | null;
    };

export type ReplayReport = { readonly equal: boolean; readonly turns: number; readonly difference: string | null };

/**
 * Starts, controls, resumes, forks and replays runs. The window, the page and the terminal all use this one.
 *
 * Contract: methods that name a run throw `RunNotFoundError`; `control` throws `RunNotOpenError` where the run is not
 * worked on here; `resume` and `control` never repeat a committed effect.
 */
export interface RunService {
  /** @throws StateError when the given state is none of this team; no run is left behind then. */
  start(request: RunRequest): RunId;
  followUp(run: RunId, task: string | readonly ChatMessage[], debugging?: Debugging): RunId;
  /** @throws RunBusyError when another live process owns the run. */
  resume(run: RunId, debugging?: Debugging): void;
  fork(run: RunId, sequence: number, debugging?: Debugging): RunId;
  replay(run: RunId): Promise<ReplayReport>;
  /**
   * The state of the team at the end of the run, in AutoGen's shape, made from the log alone.
   * @throws RunNotEndedError
   */
  savedState(run: RunId): Promise<JsonObject>;
  /** The whole request of a model call in the run's log, made again from the log. @throws PromptNotFoundError, CannotRebuildError */
  prompt(run: RunId, place: string): Promise<PromptView>;
  control(run: RunId, control: RunControl): void;
  get(run: RunId): RunSummary;
  list(filter: { document?: DocumentId }): RunSummary[];
  /** Those in which a person is waited for, of all documents, newest first. */
  waiting(): RunSummary[];
  hide(run: RunId): void;
  /** Events after `after`, then what happens, until `signal` is aborted, the run ends, or it is not open here. */
  watch(run: RunId, after: number, signal: AbortSignal): AsyncIterable<RunSignal>;
  /** Resolves when the run is no longer worked on here. */
  settled(run: RunId): Promise<RunOutcome>;
  /** Parks all runs without ending them. */
  close(): Promise<void>;
}
