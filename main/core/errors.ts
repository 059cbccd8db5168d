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

/** The promise of a sent message that waited when the runtime stopped, or that came after it. */
export class RuntimeStoppedError extends AppError {
  readonly code = 'runtime-stopped';
  constructor(recipient: AgentId) {
    super(`The runtime was stopped before ${recipient.type}/${recipient.key} answered.`, { details: { recipient } });
  }
}

/** The promise of a message whose sender and recipient would wait for each other for ever. */
export class DeadlockError extends AppError {
  readonly code = 'deadlock';
  constructor(path: readonly AgentId[]) {
    const names = path.map(({ type, key }) => `${type}/${key}`).join(' → ');
    super(
      `Sending would wait for ever: ${names}. An agent handles one message at a time, so it cannot wait for an answer ` +
        'that depends on itself; publish instead.',
      { details: { path } },
    );
  }
}

/** An agent type or a subscription was added twice, or removed without being there. */
export class RegistrationError extends AppError {
  readonly code = 'invalid-registration';
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

/** An agent could not do its turn: what it was given, or what its model answered, leaves no right way on. */
export class AgentFailureError extends AppError {
  readonly code = 'agent-failure';
}

/** A team was asked to run while it runs. */
export class TeamBusyError extends AppError {
  readonly code = 'team-busy';
  constructor(team: string) {
    super(`The team "${team}" is already running, it cannot run again until it is stopped.`);
  }
}
