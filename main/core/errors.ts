import { AppError } from '../../shared/failure.ts';
import type { EffectError } from '../../shared/run/event.ts';
import type { AgentId } from './agent-id.ts';

/** Thrown by `send` when no factory is registered for the recipient's type. */
export class UndeliverableError extends AppError {
  readonly code = 'undeliverable';
  constructor({ recipient, known }: { recipient: AgentId; known: readonly string[] }) {
    super(`No agent type "${recipient.type}" is registered. Registered types: ${known.join(', ') || 'none'}.`, {
      details: { recipient, known },
    });
  }
}

/** The promise of a sent message, or of its answer, that an interception handler dropped. */
export class MessageDroppedError extends AppError {
  readonly code = 'message-dropped';
  constructor(direction: 'send' | 'response', address: AgentId) {
    super(`An interception handler dropped the ${direction} of a message to ${address.type}/${address.key}.`);
  }
}

/** An effect failed for good. The failure is in the log, and comes back the same on resume and replay. */
export class EffectFailedError extends AppError {
  readonly code = 'effect-failed';
  readonly failure: EffectError;
  constructor(place: string, failure: EffectError) {
    super(failure.message, { details: { place, failure } });
    this.failure = failure;
  }
}

/** The run was stopped or lost its owner: nothing more is done or recorded for it here. */
export class RunAbortedError extends AppError {
  readonly code = 'run-aborted';
  constructor(reason: string) {
    super(reason);
  }
}

/** A saved state that does not fit what it is loaded into. */
export class StateError extends AppError {
  readonly code = 'invalid-state';
}
