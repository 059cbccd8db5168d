import type { Said } from '../../shared/chat/attachment.ts';
import { ContentHash } from '../../shared/ids.ts';
import type { Json } from '../../shared/json.ts';
import type { EffectContext, PersonQuestion, StepRequest } from '../core/effects.ts';
import { Attempts, type Made, type Wait } from './attempts.ts';
import type { Drafts } from './drafts.ts';
import type { HoldDesk } from './hold-desk.ts';
import type { RunLog } from './run-log.ts';
import type { Spot } from './spot.ts';
import type { LiveStep } from './step-gate.ts';

interface PerformOptions {
  readonly log: RunLog;
  readonly drafts: Drafts;
  readonly holds: HoldDesk;
  readonly signal: AbortSignal;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  readonly wait: Wait;
}

const MUST_BE_ANNOUNCED: ReadonlySet<string> = new Set(['write', 'execute', 'network']);

/** True for what writes, executes or uses the network: the log says durably that it begins before it does. */
export function isAnnounced({ risk }: Pick<StepRequest<Json>, 'risk'>): boolean {
  return MUST_BE_ANNOUNCED.has(risk);
}

/** Says in the log that an effect begins, where that matters after a crash, and does it. @throws once the run is aborted. */
export function performEffect<T extends Json>(step: LiveStep<T>, options: PerformOptions): Promise<Made<T>> {
  options.signal.throwIfAborted();
  const announced = announce(step, options);
  return announced === undefined ? attempt(step, options) : announced.then(() => attempt(step, options));
}

/** Gives back when it stands in the log, where that must be waited for. A question to a person announces itself: it is a hold. */
function announce<T extends Json>(
  { spot, request, reserved }: LiveStep<T>,
  { log }: PerformOptions,
): Promise<void> | undefined {
  if (request.kind === 'human' || !(request.precious || isAnnounced(request))) return undefined;
  const requested = ContentHash.parse(request.requested);
  log.append(
    { type: 'effect-start', place: spot.place, kind: request.kind, requested, ...(reserved && { reserved }) },
    { isPrecious: request.precious },
  );
  return isAnnounced(request) ? log.flushed() : undefined;
}

function attempt<T extends Json>(step: LiveStep<T>, options: PerformOptions): Promise<Made<T>> {
  const { log, drafts, holds, signal, now, random, wait } = options;
  const { spot, request, completionTokensAtMost } = step;
  signal.throwIfAborted();
  const askPerson: EffectContext['askPerson'] = (question, until) => ask(holds, { spot, question, until });
  return new Attempts({
    spot,
    request,
    completionTokensAtMost,
    signal,
    log,
    drafts,
    now,
    random,
    wait,
    askPerson,
  }).run();
}

/** Where a person is asked for the effect at this place. */
export function questionPlace(place: string): string {
  return `${place}/human`;
}

async function ask(
  holds: HoldDesk,
  { spot, question, until }: { spot: Spot; question: PersonQuestion; until: AbortSignal | undefined },
): Promise<Said> {
  const place = questionPlace(spot.place);
  const letGo = (): void => holds.letGo(place);
  until?.addEventListener('abort', letGo, { once: true });
  try {
    const pending = { ...question };
    const { said } = await holds.hold({ place, path: spot.path, why: 'human', point: 'effect', pending });
    return said ?? '';
  } finally {
    until?.removeEventListener('abort', letGo);
  }
}
