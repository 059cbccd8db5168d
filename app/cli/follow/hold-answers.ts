import { assertNever } from '../../../shared/assert-never.ts';
import type { RunControl } from '../../../shared/run/command.ts';
import { lostSessionWords } from '../../../shared/run/missing-session.ts';
import { toPendingHold, type PendingHold } from '../../../shared/run/fold/pending.ts';
import type { OpenHolds } from '../../../shared/run/stream-lines.ts';
import { askForApproval } from './approval-prompt.ts';
import type { BudgetPrompt } from './budget-prompt.ts';
import type { DebugPrompt } from './debug-prompt.ts';
import { fillForm } from './fill-form.ts';
import type { LineSource } from './line-source.ts';
import { pendingWords } from './pending-words.ts';

export interface HoldAnswersPorts {
  readonly lines: LineSource;
  readonly say: (text: string) => void;
  readonly control: (control: RunControl) => void;
  /** Parks the run: nobody answers here any more. */
  readonly park: () => void;
  /** Undefined: debugger's holds are just gone on from. */
  readonly debug: DebugPrompt | undefined;
  /** Undefined: nobody is here to say what a run may use, and it is parked. */
  readonly budget: BudgetPrompt | undefined;
  /** A person sits there, as against a pipe. */
  readonly isPerson: boolean;
}

/** Answers the holds of a run from the terminal, one after the other in the order in which they came. */
export class HoldAnswers {
  readonly #ports: HoldAnswersPorts;
  readonly #taken = new Set<string>();
  #holds: OpenHolds = [];
  #before: ReadonlySet<string> = new Set();
  #isBusy = false;
  /** The hold that was answered last. */
  #answered: string | undefined;
  #failed: ((error: unknown) => void) | undefined;
  /** Rejects when asking fails. */
  readonly failure = new Promise<never>((_resolve, reject) => (this.#failed = reject));

  constructor(ports: HoldAnswersPorts) {
    this.#ports = ports;
    this.failure.catch(() => undefined); // whoever follows the run listens; an idle one is no unhandled rejection
  }

  /** The holds that were open when the run was resumed: who resumes it knows of them. */
  begin(holds: OpenHolds): void {
    this.#before = new Set(holds.map(({ place }) => place));
  }

  /** The holds that are open now. */
  update(holds: OpenHolds): void {
    this.#holds = holds;
    for (const place of this.#taken) if (!this.#isOpen(place)) this.#taken.delete(place); // it may be asked anew
    // What was answered goes first: the same answer may end others, too.
    if (this.#isBusy || (this.#answered !== undefined && this.#isOpen(this.#answered))) return;
    const hold = holds.find(({ place }) => !this.#taken.has(place));
    if (hold === undefined) return;
    this.#isBusy = true;
    this.#taken.add(hold.place);
    this.#answer(toPendingHold(hold, 0)).then(
      (answer) => {
        if (answer === 'park') return this.#ports.park();
        this.#answered = answer === 'gone' ? undefined : hold.place;
        this.#isBusy = false;
        if (answer !== 'gone') this.#ports.control(answer);
        this.update(this.#holds);
      },
      (error: unknown) => this.#failed?.(error),
    );
  }

  #isOpen(place: string): boolean {
    return this.#holds.some((hold) => hold.place === place);
  }

  async #answer(hold: PendingHold): Promise<RunControl | 'park' | 'gone'> {
    const { debug } = this.#ports;
    switch (hold.why) {
      case 'human':
        return this.#askPerson(hold);
      case 'did-it-happen':
        return this.#askWhetherItHappened(hold);
      case 'lost-session':
        return this.#askAboutSession(hold);
      case 'pause':
      case 'step':
      case 'breakpoint':
        return debug === undefined ? { type: 'continue', hold: hold.place } : debug.atHold(hold);
      case 'loop':
        return debug === undefined ? this.#askWhetherToGoOn(hold) : debug.atHold(hold);
      case 'budget':
        return this.#ports.budget === undefined ? 'park' : this.#ports.budget.atHold(hold);
      case 'approval':
        await new Promise(setImmediate); // an answer that ended others beside it is told one hold at a time
        return this.#isOpen(hold.place) ? askForApproval(hold, this.#ports) : 'gone';
      default:
        return assertNever(hold.why);
    }
  }

  async #askPerson({ place, pending }: PendingHold): Promise<RunControl | 'park'> {
    if (pending.type === 'question' && pending.form !== undefined) {
      const text = await fillForm({ ...pending, form: pending.form }, this.#ports);
      return text === undefined ? 'park' : { type: 'answer', place, text };
    }
    const prompt = pending.type === 'question' ? `${pending.agent}: ${pending.prompt}` : 'Your answer: ';
    const text = await this.#ports.lines.ask(`\n${prompt}`);
    return text === undefined ? 'park' : { type: 'answer', place, text };
  }

  /** The lines of a pipe are answers to the team: they are not spent on this. */
  async #askWhetherToGoOn(hold: PendingHold): Promise<RunControl | 'park'> {
    const goOn = { type: 'continue', hold: hold.place } as const;
    if (this.#before.has(hold.place)) return goOn;
    const { lines, say, isPerson } = this.#ports;
    if (!isPerson) return 'park';
    say(`The run is held, because it goes in circles. ${pendingWords(hold)}`);
    const line = await lines.ask('Press Enter to go on, or "q" and Enter to park it: ');
    return line === undefined || line.trim() === 'q' ? 'park' : goOn;
  }

  async #askAboutSession(hold: PendingHold): Promise<RunControl | 'park'> {
    const { lines, say } = this.#ports;
    const { place, pending } = hold;
    if (pending.type === 'lost-session') say(`${lostSessionWords(pending.session)} ${pendingWords(hold)}`);
    for (;;) {
      const line = await lines.ask('Start a "new" session, "skip" this call, or "stop" the run: ');
      if (line === undefined) return 'park';
      const word = line.trim();
      if (word === 'new') return { type: 'lost-session', place, answer: 'start-anew' };
      if (word === 'skip') return { type: 'lost-session', place, answer: 'leave-out' };
      if (word === 'stop') return { type: 'stop' };
      say('Please answer "new", "skip" or "stop".');
    }
  }

  async #askWhetherItHappened(hold: PendingHold): Promise<RunControl | 'park'> {
    const { lines, say } = this.#ports;
    say(`Troupe ended before this came back, and nobody knows whether it was done. ${pendingWords(hold)}`);
    for (;;) {
      const line = await lines.ask('Did it happen? "run" it again, "done RESULT", or "skip": ');
      if (line === undefined) return 'park';
      const { place } = hold;
      const [word = '', ...rest] = line.trim().split(/\s+/);
      if (word === 'run') return { type: 'did-it-happen', place, answer: 'run-again' };
      if (word === 'skip') return { type: 'did-it-happen', place, answer: 'skip' };
      if (word === 'done') return { type: 'did-it-happen', place, answer: 'it-did', result: rest.join(' ') };
      say('Please answer "run", "done RESULT" or "skip".');
    }
  }
}
