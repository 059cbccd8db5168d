import type { ContentHash } from '../../shared/ids.ts';
import type { Json } from '../../shared/json.ts';
import type { Approval, ApprovalRequest } from '../../shared/run/approval.ts';
import type { Risk } from '../../shared/run/risk.ts';
import type { Approvable } from '../core/effects.ts';
import { approvalPlace, type CalledTool } from './approval-keeper.ts';
import type { ApprovalParts } from './approval-parts.ts';
import type { Made } from './attempts.ts';
import { passEdited, withArguments } from './edit-gate.ts';
import type { ApprovalAnswer, HoldDesk } from './hold-desk.ts';
import type { RecordedHistory } from './recorded-history.ts';
import type { RunLog } from './run-log.ts';
import type { LiveStep, NextGate, StepGate } from './step-gate.ts';

interface ApprovalGateOptions {
  readonly log: RunLog;
  readonly holds: HoldDesk;
  readonly recorded: RecordedHistory;
  readonly approvals: ApprovalParts;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** A call that somebody is asked about. */
interface AskedStep<T extends Json> extends LiveStep<T> {
  readonly approval: Approvable<T>;
}

/**
 * Asks a person whether a call may be made, where the rules say so. The answer is a step of its own in the log, at a place
 * under the call's: whoever enters the run again finds it there and does not ask. What is not allowed is an outcome that
 * the model reads.
 */
export class ApprovalGate implements StepGate {
  readonly #options: ApprovalGateOptions;
  /** Calls that wait for an answer now, by the place of their approval. */
  readonly #waiting = new Map<string, AskedStep<Json>>();

  constructor(options: ApprovalGateOptions) {
    this.#options = options;
  }

  pass<T extends Json>(step: LiveStep<T>, next: NextGate): Promise<Made<T>> {
    const { approval } = step.request;
    if (approval === undefined) return next(step);
    const { recorded, approvals } = this.#options;
    const { place } = step.spot;
    const asked: AskedStep<T> = { ...step, approval };
    const given = approvals.keeper.givenAt(place);
    if (given?.requested === step.request.requested) return this.#goOn(asked, given.approval, next);
    // It began before a crash, so it was allowed; whether it is made again was just asked.
    if (recorded.hasBegun(place)) return next(step);
    const rule = this.#judge(asked);
    if (rule === 'ask') return this.#ask(asked, next);
    this.#options.holds.letGo(approvalPlace(place)); // the log may have one open, from before the rules were changed
    return rule === 'allow' ? next(step) : Promise.resolve(this.#forbidden(asked));
  }

  /** The rules have changed: what waits and needs no answer any more goes on. */
  lookAgain(): void {
    for (const [place, step] of [...this.#waiting]) if (this.#judge(step) !== 'ask') this.#options.holds.letGo(place);
  }

  #judge({ spot, request, approval }: AskedStep<Json>): 'ask' | 'allow' | 'deny' {
    const { keeper, memory } = this.#options.approvals;
    const called = toTool(approval);
    const rule = keeper.judge({ place: spot.place, risk: request.risk, ...called });
    if (rule !== 'ask' || called.identity === null) return rule;
    return memory.isAllowed({ ...called, identity: called.identity }) ? 'allow' : 'ask';
  }

  /** What the rules forbid is not asked about. */
  #forbidden<T extends Json>({ request, approval }: AskedStep<T>): Made<T> {
    return this.#made(approval.denied(`The rules of this run do not allow it: ${FORBIDDEN[request.risk]}.`));
  }

  #made<T>(value: T): Made<T> {
    return { outcome: { value }, startedAtMs: this.#options.now(), chunks: [], broken: [] };
  }

  /** Until a person has answered, or the rules have changed so that nobody needs to. */
  async #ask<T extends Json>(step: AskedStep<T>, next: NextGate): Promise<Made<T>> {
    const { holds, now, log } = this.#options;
    const { spot } = step;
    const place = approvalPlace(spot.place);
    const startedAtMs = now();
    let problem: string | undefined;
    for (;;) {
      this.#waiting.set(place, step);
      const pending = pendingOf(step, problem);
      const released = await holds
        .hold({ place, path: spot.path, why: 'approval', point: 'effect', pending })
        .finally(() => this.#waiting.delete(place));
      const answer = released.approval;
      if (answer === undefined) {
        const rule = this.#judge(step);
        if (rule === 'allow') return next(step);
        if (rule === 'deny') return this.#forbidden(step);
        continue;
      }
      problem = problemOf(step, answer);
      if (problem !== undefined) continue;
      const recorded = this.#record(step, answer, startedAtMs);
      this.lookAgain(); // an answer for the whole run is one for the calls of the same tool that wait beside it, too
      await log.flushed();
      const edited = recorded.arguments === undefined ? step : withArguments(step, recorded.arguments);
      if (typeof edited === 'string' || edited === step) return this.#goOn(step, recorded, next);
      return passEdited(edited, next);
    }
  }

  #record<T extends Json>(
    { spot, request, approval }: AskedStep<T>,
    answer: ApprovalAnswer,
    startedAtMs: number,
  ): Approval {
    const { log, now, approvals } = this.#options;
    const { decision, arguments: args, reason } = answer;
    const called = toTool(approval);
    const isChanged =
      args !== undefined && decision !== 'deny' && JSON.stringify(args) !== JSON.stringify(approval.arguments);
    const outcome: Approval = {
      decision,
      ...called,
      ...(isChanged && { arguments: args }),
      ...(reason !== undefined && { reason }),
    };
    log.append(
      {
        type: 'effect-end',
        place: approvalPlace(spot.place),
        kind: 'approval',
        requested: request.requested as ContentHash,
        outcome,
        startedAtMs,
        durationMs: Math.max(0, now() - startedAtMs),
      },
      { isPrecious: true },
    );
    if (decision === 'always' && called.identity !== null) {
      approvals.memory.remember({ ...called, identity: called.identity, risk: request.risk });
    }
    return outcome;
  }

  /** With what a person answered, now or before a crash. */
  #goOn<T extends Json>(step: AskedStep<T>, { decision, reason = '' }: Approval, next: NextGate): Promise<Made<T>> {
    if (decision !== 'deny') return next(step);
    const words = reason.trim() === '' ? 'The user did not allow it.' : `The user did not allow it: ${reason.trim()}`;
    return Promise.resolve(this.#made(step.approval.denied(words)));
  }
}

function toTool({ tool, identity }: Pick<Approvable<Json>, 'tool' | 'identity'>): CalledTool {
  return { tool, identity: identity ?? null };
}

function pendingOf<T extends Json>({ request, approval }: AskedStep<T>, problem: string | undefined): ApprovalRequest {
  const { tool, identity, arguments: args } = approval;
  const canRemember = identity !== undefined;
  return { tool, arguments: args, risk: request.risk, canRemember, ...(problem !== undefined && { problem }) };
}

/** Why changed arguments cannot be taken. */
function problemOf<T extends Json>(
  step: AskedStep<T>,
  { decision, arguments: args }: ApprovalAnswer,
): string | undefined {
  if (decision === 'deny' || args === undefined) return undefined;
  const edited = withArguments(step, args);
  return typeof edited === 'string' ? edited : undefined;
}

const FORBIDDEN: Readonly<Record<Risk, string>> = {
  none: 'tools are not called',
  sandboxed: 'code is not run, not even in the sandbox',
  read: 'tools that read are not called',
  write: 'tools that write are not called',
  execute: 'programs are not run',
  network: 'tools that use the network are not called',
};
