import { ORPCError, os } from '@orpc/server';
import { AppError, failureText } from '../../shared/failure.ts';
import { ModelFileError } from '../local-models/model-file-error.ts';
import {
  CannotRebuildError,
  PromptNotFoundError,
  RunBusyError,
  RunNotFoundError,
  RunNotEndedError,
  RunNotOpenError,
} from '../runs/run-errors.ts';
import type { Engine } from './engine.ts';

type ErrorDesk = Pick<Engine, 'reportError' | 'redact'>;

/**
 * Turns what the run service throws into the typed errors of the contract, and anything unexpected into a clear text with
 * a reference: the stack stays here.
 */
export const clearErrors = os.$context<ErrorDesk>().middleware(async ({ next, context }) => {
  try {
    return await next();
  } catch (error) {
    throw toClearError(error, context);
  }
});

/** The same for a stream, which fails after its procedure has returned. */
export async function* clearStream<T>(source: AsyncIterable<T>, context: ErrorDesk): AsyncGenerator<T> {
  try {
    yield* source;
  } catch (error) {
    throw toClearError(error, context);
  }
}

function toClearError(error: unknown, { reportError, redact }: ErrorDesk): unknown {
  if (error instanceof ORPCError) return error;
  if (error instanceof RunNotFoundError) return new ORPCError('NOT_FOUND', { message: error.message });
  if (error instanceof PromptNotFoundError) return new ORPCError('NOT_FOUND', { message: error.message });
  if (error instanceof CannotRebuildError) return new ORPCError('CANNOT_REBUILD', { message: error.message });
  if (error instanceof RunNotOpenError) return new ORPCError('NOT_OPEN', { message: error.message });
  if (error instanceof RunBusyError) return new ORPCError('BUSY', { message: error.message });
  if (error instanceof RunNotEndedError) return new ORPCError('CONFLICT', { message: error.message });
  if (error instanceof ModelFileError) return new ORPCError('REFUSED', { message: error.message });
  const reference = reportError(error);
  // Errors raised on purpose speak to the user already; of any other only the plain reason is told.
  const text = error instanceof AppError ? error.message : `Something went wrong in the engine: ${failureText(error)}.`;
  return new ORPCError('INTERNAL_SERVER_ERROR', {
    message: `${redact(text)} (Reference ${reference}.)`,
    data: { reference },
  });
}
