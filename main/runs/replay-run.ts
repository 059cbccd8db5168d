import { NO_REDACTION } from '../core/redactor.ts';
import type { RunId } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import { RunAbortedError } from '../core/errors.ts';
import type { LiveTeam } from '../core/live-team.ts';
import { NO_MEMORY } from './approval-parts.ts';
import { waitOnClock } from './attempts.ts';
import { DivergenceError } from './divergence.ts';
import { Drafts } from './drafts.ts';
import { type DoorOptions, EffectDoor } from './effect-door.ts';
import { enterRun } from './enter-run.ts';
import { HoldDesk } from './hold-desk.ts';
import type { Lineage } from './lineage.ts';
import { noBudgets } from './no-budgets.ts';
import { ReleaseOrder } from './release-order.ts';
import { RunLog } from './run-log.ts';
import type { ReplayReport } from './run-service.ts';
import { ScopedEffects } from './scoped-effects.ts';

/** Runs a team again from its log alone: no outside call, nothing written. Says whether all came out equal. */
export async function replayRun(run: RunId, lineage: Lineage, built: LiveTeam): Promise<ReplayReport> {
  const { recorded, end, totals } = lineage;
  const door = replayDoor(run, lineage, { built });
  const report = (difference: string | null): ReplayReport => ({
    equal: difference === null,
    turns: totals.value.turns,
    difference,
  });
  try {
    const result = await enterRun(built.team, new ScopedEffects(door, ''), lineage);
    const leftOver = recorded.leftOver();
    if (leftOver !== undefined) return report(new DivergenceError('missing', leftOver).message);
    const stopReason = result?.stopReason ?? null;
    if (end === undefined) return report(NO_END);
    if (end.stopReason === stopReason) return report(null);
    return report(`The run ended with "${end.stopReason}", its replay with "${stopReason}".`);
  } catch (error) {
    if (error instanceof DivergenceError) {
      const cameToTheEnd = end === undefined && error.kind === 'new' && recorded.leftOver() === undefined;
      return report(cameToTheEnd ? NO_END : error.message);
    }
    if (end?.reason === 'failed' && error instanceof Error && error.message === end.error?.message) return report(null);
    throw error;
  } finally {
    door.abort(new RunAbortedError('The replay is over.'));
    await built.stop();
  }
}

const NO_END = 'The run has not ended, so there is no end to compare with; up to there nothing differed.';

/**
 * The state of a team, in AutoGen's shape, at the end of its run: the team is entered from the log alone.
 * @throws DivergenceError where the log does not lead there any more.
 */
export async function stateAtEnd(run: RunId, lineage: Lineage, built: LiveTeam): Promise<JsonObject> {
  const door = replayDoor(run, lineage, { built });
  try {
    await enterRun(built.team, new ScopedEffects(door, ''), lineage);
  } catch (error) {
    if (lineage.end?.reason !== 'failed' || error instanceof DivergenceError) throw error;
  }
  try {
    return built.team.saveState();
  } finally {
    door.abort(new RunAbortedError('The replay is over.'));
    await built.stop();
  }
}

/** What a replayed run is looked at for. */
interface Replayed {
  readonly built: LiveTeam;
  readonly look?: NonNullable<DoorOptions['look']>;
}

/** A door behind which nothing is done and nothing written: the log answers. */
export function replayDoor(run: RunId, lineage: Lineage, { built, look }: Replayed): EffectDoor {
  const { recorded, lastSequence, money, approvals } = lineage;
  const log = new RunLog({
    run,
    lastSequence,
    committer: { add: failToWrite, flushed: () => undefined },
    listener: { onCommitted: () => undefined, onLost: () => undefined },
    now: () => 0,
    redactor: NO_REDACTION,
  });
  return new EffectDoor({
    run,
    mode: 'replay',
    log,
    recorded,
    order: new ReleaseOrder({ recorded: recorded.order, isQuiet: built.isQuiet }),
    holds: new HoldDesk({ log, recorded, isPausing: false, breakpoints: [] }),
    drafts: new Drafts(() => undefined),
    budgets: noBudgets(money),
    approvals: { keeper: approvals, memory: NO_MEMORY },
    now: () => 0,
    random: () => 0,
    wait: waitOnClock,
    onCheckpoint: () => undefined,
    isTerminationAsked: () => false,
    ...(look !== undefined && { look }),
  });
}

function failToWrite(): never {
  throw new Error('A replay writes nothing. This is a mistake in Troupe.');
}
