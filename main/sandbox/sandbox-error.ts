import { AppError } from '../../shared/failure.ts';

/** Why the sandbox gave no answer. */
export type SandboxEnd = 'missing' | 'start' | 'time' | 'memory' | 'output' | 'ended';

/** Code in the sandbox gave no answer: its process was ended, or there was none. The message says why, and what to do. */
export class SandboxError extends AppError {
  readonly code = 'sandbox';
  readonly why: SandboxEnd;
  /** What the code had printed by then, as far as it was told. */
  readonly printed: string;

  constructor(why: SandboxEnd, message: string, printed = '') {
    super(message, { details: { why } });
    this.why = why;
    this.printed = printed;
  }
}

/** What to do where the pack is not there. Said by calls, by `troupe run` and by the page. */
export const SANDBOX_MISSING =
  'The sandbox, in which Troupe runs code, is not installed. Install it in the settings under "Code", or with: troupe packs install sandbox';
