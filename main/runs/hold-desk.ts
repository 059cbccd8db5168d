import { type Said, saidWith } from '../../shared/chat/attachment.ts';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import { canonicalJson, type JsonObject } from '../../shared/json.ts';
import type { ApprovalDecision } from '../../shared/run/approval.ts';
import type { LostSessionAnswer, RunControl } from '../../shared/run/command.ts';
import type { HoldPoint, HoldReason } from '../../shared/run/event.ts';
import type { RunStatus } from '../../shared/run/summary.ts';
import type { RunAbortedError } from '../core/errors.ts';
import type { RecordedHistory, RecordedHold } from './recorded-history.ts';
import type { RunLog } from './run-log.ts';

/** How a hold was ended. */
export interface Release {
  readonly edited: ChatMessage | undefined;
  /** A person's words: the answer to a question, or the outcome of an effect. */
  readonly said: Said | undefined;
  readonly happened: 'run-again' | 'it-did' | 'skip' | undefined;
  readonly approval: ApprovalAnswer | undefined;
  readonly session: LostSessionAnswer | undefined;
}

/** A person's answer to a call that wants to be allowed. */
export interface ApprovalAnswer {
  readonly decision: ApprovalDecision;
  readonly arguments?: JsonObject | undefined;
  readonly reason?: string | undefined;
}

interface OpenHold {
  readonly place: string;
  readonly why: HoldReason;
  readonly pending: JsonObject;
  edited: ChatMessage | undefined;
  readonly release: (release: Release) => void;
  readonly abort: (error: RunAbortedError) => void;
}

export interface HoldRequest {
  readonly place: string;
  readonly path: string;
  readonly why: HoldReason;
  readonly point: HoldPoint;
  readonly pending: JsonObject;
}

/** A person is asked, as against a debugger that holds. */
const ASKS_PERSON: ReadonlySet<HoldReason> = new Set(['human', 'approval', 'did-it-happen', 'lost-session', 'budget']);

/**
 * All waiting of one run: pause, step, breakpoints, questions to people. A hold is an event; it outlives the process, and
 * a run that is entered again waits at the same place again.
 */
export class HoldDesk {
  readonly #log: RunLog;
  readonly #recorded: RecordedHistory;
  readonly #open = new Map<string, OpenHold>();
  /** Controls for holds that a run entered again has not reached yet. */
  #early: RunControl[] = [];
  #isPausing: boolean;
  #isStepping = false;
  /** The run goes in circles and nobody has said yet that it may go on. */
  #isLooping: boolean;
  #breakpoints: ReadonlySet<string>;
  #aborted: RunAbortedError | undefined;

  constructor(options: {
    log: RunLog;
    recorded: RecordedHistory;
    isPausing: boolean;
    isLooping?: boolean;
    breakpoints: readonly string[];
  }) {
    this.#log = options.log;
    this.#recorded = options.recorded;
    this.#isPausing = options.isPausing;
    this.#isLooping = options.isLooping ?? false;
    this.#breakpoints = new Set(options.breakpoints);
  }

  /** What the run waits for now; null while it goes on. */
  get waitingFor(): JsonObject | null {
    for (const hold of this.#open.values()) return { place: hold.place, why: hold.why, ...hold.pending };
    return null;
  }

  get status(): RunStatus {
    const reasons = [...this.#open.values()].map((hold) => hold.why);
    if (reasons.some((why) => ASKS_PERSON.has(why))) return 'waiting';
    return reasons.length > 0 ? 'paused' : 'running';
  }

  /** The reason to hold here, if there is one. */
  reasonAt(point: HoldPoint, speaker: string | undefined): HoldReason | undefined {
    if (!this.#recorded.isExhausted) return undefined;
    if (point === 'turn' && speaker !== undefined && this.#breakpoints.has(speaker)) return 'breakpoint';
    if (this.#isPausing) return 'pause';
    if (this.#isLooping) return 'loop';
    return this.#isStepping && point !== 'effect' ? 'step' : undefined;
  }

  /** Hold at the next safe point, because the run goes in circles. */
  holdForLoop(): void {
    this.#isLooping = true;
  }

  /** Holds until somebody releases. A hold that the log has open already is not written again. */
  hold({ place, path, why, point, pending }: HoldRequest): Promise<Release> {
    if (this.#aborted !== undefined) return Promise.reject(this.#aborted);
    const known = this.#recorded.holds.get(place);
    const isOpen = known !== undefined && !known.isReleased;
    return new Promise((release, abort) => {
      this.#open.set(place, { place, why, pending, edited: isOpen ? known.edited : undefined, release, abort });
      // A question can come twice to one place: its answer was lost in a crash, or led to a call that was.
      if (!isOpen) this.#log.append({ type: 'hold', place, path, why, point, pending }, { status: this.status });
      const early = this.#early;
      this.#early = [];
      for (const control of early) if (!isForAnother(control, { place, pending, known })) this.control(control);
    });
  }

  /** Applies what concerns holds. A control for a hold that is not there (yet) waits for it where it names one. */
  control(control: RunControl): void {
    switch (control.type) {
      case 'pause':
        this.#isPausing = true;
        return;
      case 'continue':
      case 'step':
        return this.#goOn(control);
      case 'set-breakpoints':
        this.#breakpoints = new Set(control.agents);
        return;
      case 'edit-message':
        return this.#edit(control);
      case 'answer':
        return this.#withHold(control.place, control, (hold) =>
          this.#release(hold, { said: saidWith(control.text, control.attachments) }),
        );
      case 'did-it-happen':
        return this.#withHold(control.place, control, (hold) =>
          this.#release(hold, { happened: control.answer, said: control.result }),
        );
      case 'lost-session':
        return this.#withHold(control.place, control, (hold) => this.#release(hold, { session: control.answer }));
      case 'approve':
        return this.#withHold(control.place, control, (hold) => this.#release(hold, { approval: control }));
      case 'set-approvals':
      case 'set-budget':
      case 'switch-model':
      case 'terminate':
      case 'stop':
        return;
    }
  }

  #goOn(control: Extract<RunControl, { type: 'continue' | 'step' }>): void {
    const isHere = control.hold === undefined ? this.#open.size > 0 : this.#open.has(control.hold);
    if (!isHere) this.#wait(control, control.hold);
    if (!isHere && control.hold !== undefined) return;
    this.#isPausing = false;
    this.#isLooping = false;
    this.#isStepping = control.type === 'step';
    for (const hold of [...this.#open.values()]) if (!ASKS_PERSON.has(hold.why)) this.#release(hold, {});
  }

  #edit(control: Extract<RunControl, { type: 'edit-message' }>): void {
    this.#withHold(control.hold, control, (hold) => {
      hold.edited = control.message;
      this.#log.append({
        type: 'command',
        place: hold.place,
        command: { type: 'edit-message', message: control.message },
      });
    });
  }

  #withHold(place: string, control: RunControl, act: (hold: OpenHold) => void): void {
    const hold = this.#open.get(place);
    if (hold === undefined) this.#wait(control, place);
    else act(hold);
  }

  /** Only a hold that the log has open can still be reached; a control for any other is out of date. */
  #wait(control: RunControl, place: string | undefined): void {
    const { holds } = this.#recorded;
    const known = place === undefined ? undefined : holds.get(place);
    const isComing = place === undefined ? holds.values().some(isOpenHold) : isOpenHold(known);
    if (isComing || (control.type === 'answer' && known?.mayReturn === true)) this.#early.push(control);
  }

  /** Ends a hold whose reason is gone. One that the log has open, and that nobody waits at any more, is closed in the log. */
  letGo(place: string): void {
    const hold = this.#open.get(place);
    if (hold !== undefined) return this.#release(hold, {});
    const known = this.#recorded.holds.get(place);
    if (known === undefined || known.isReleased) return;
    known.isReleased = true;
    known.mayReturn = true;
    this.#log.append({ type: 'release', place, by: 'user' }, { status: this.status });
  }

  /** A person has answered holds of this kind. Those that the log has open and nobody waits at yet are looked at anew. */
  letGoUnreached(why: HoldReason): void {
    for (const [place, known] of this.#recorded.holds) {
      if (known.why === why && !known.isReleased && !this.#open.has(place)) this.letGo(place);
    }
  }

  #release(hold: OpenHold, { said, happened, approval, session }: Partial<Release>): void {
    this.#open.delete(hold.place);
    this.#isLooping = false; // a person has looked at it
    const known = this.#recorded.holds.get(hold.place);
    if (known !== undefined) known.isReleased = true;
    this.#log.append({ type: 'release', place: hold.place, by: 'user' }, { status: this.status });
    hold.release({ edited: hold.edited, said, happened, approval, session });
  }

  /** Lets go of all waiting without a trace in the log, and lets nobody wait any more. */
  abort(error: RunAbortedError): void {
    this.#aborted = error;
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const hold of open) hold.abort(error);
  }
}

/** True of an answer to the question that the log has at this place, where another one is asked there now. */
function isForAnother(
  control: RunControl,
  { place, pending, known }: Pick<HoldRequest, 'place' | 'pending'> & { known: RecordedHold | undefined },
): boolean {
  if (control.type !== 'answer' || control.place !== place || known === undefined) return false;
  return canonicalJson(known.pending) !== canonicalJson(pending);
}

function isOpenHold(hold: RecordedHold | undefined): boolean {
  return hold?.isReleased === false;
}
