import type { RunId } from '../../shared/ids.ts';
import type { Json } from '../../shared/json.ts';
import { askerAt, Prompt, type PromptView } from '../../shared/run/prompt.ts';
import type { StepRequest } from '../core/effects.ts';
import { RunAbortedError } from '../core/errors.ts';
import type { LiveTeam } from '../core/live-team.ts';
import type { RunStore } from '../core/store.ts';
import { DivergenceError } from './divergence.ts';
import type { EffectDoor } from './effect-door.ts';
import { enterRun } from './enter-run.ts';
import { type Lineage, readLineage } from './lineage.ts';
import { replayDoor } from './replay-run.ts';
import { CannotRebuildError, PromptNotFoundError } from './run-errors.ts';
import { ScopedEffects } from './scoped-effects.ts';

interface PromptQuestion {
  readonly store: RunStore;
  readonly run: RunId;
  /** Place of a model call that stands in the log, finished or not. */
  readonly place: string;
  readonly build: (lineage: Lineage) => LiveTeam;
}

/**
 * Makes the request of a past model call again: the team is entered from the nearest checkpoint before it, lives from the
 * log alone, and is asked for its request when it comes to that place.
 * @throws PromptNotFoundError where the log knows no such call.
 * @throws CannotRebuildError where the log does not lead there any more, as after an update of Troupe.
 */
export async function promptView({ store, run, place, build }: PromptQuestion): Promise<PromptView> {
  const found = findCall({ store, run, place });
  const wanted = [place, ...(found.previous === undefined ? [] : [found.previous.place])];
  const firstSequence = found.previous?.sequence ?? found.sequence;
  const lineage = readLineage({ store, run, newestCheckpoint: firstSequence, lookedFor: place });
  if (lineage === undefined) throw new PromptNotFoundError(place);
  const prompts = await lookAt(new Set(wanted), { run, lineage, built: build(lineage) });
  const prompt = prompts.get(place);
  if (prompt === undefined) throw new CannotRebuildError(place);
  const before = found.previous === undefined ? undefined : prompts.get(found.previous.place);
  const previous = before === undefined ? null : { place: found.previous?.place ?? '', prompt: before };
  return { place, prompt, previous };
}

interface FoundCall {
  readonly place: string;
  readonly sequence: number;
}

/** The call in the log, and the one before it by the same asker. */
function findCall({ store, run, place }: Pick<PromptQuestion, 'store' | 'run' | 'place'>): FoundCall & {
  readonly previous: FoundCall | undefined;
} {
  const asker = askerAt(place);
  let previous: FoundCall | undefined;
  for (const { body, sequence } of store.scan(run, 0)) {
    if ((body.type !== 'effect-end' && body.type !== 'effect-start') || body.kind !== 'model') continue;
    if (body.place === place) return { place, sequence, previous };
    if (askerAt(body.place) === asker && previous?.place !== body.place) previous = { place: body.place, sequence };
  }
  throw new PromptNotFoundError(place);
}

interface Looking {
  readonly run: RunId;
  readonly lineage: Lineage;
  readonly built: LiveTeam;
}

async function lookAt(wanted: Set<string>, { run, lineage, built }: Looking): Promise<Map<string, Prompt>> {
  const prompts = new Map<string, Prompt>();
  const look = (place: string, request: StepRequest<Json>): void => {
    if (!wanted.delete(place)) return;
    prompts.set(place, Prompt.parse(request.whole?.()));
    if (wanted.size === 0) door.abort(new RunAbortedError('All that was looked for was seen.'));
  };
  const door: EffectDoor = replayDoor(run, lineage, { built, look });
  try {
    await enterRun(built.team, new ScopedEffects(door, ''), lineage);
  } catch (error) {
    if (error instanceof DivergenceError && wanted.size > 0)
      throw new CannotRebuildError(error.message, { cause: error });
    // A run that failed fails again; one that is not over has no more in its log.
  } finally {
    door.abort(new RunAbortedError('The replay is over.'));
    await built.stop();
  }
  return prompts;
}
