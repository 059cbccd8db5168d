import { SandboxError } from './sandbox-error.ts';
import type { CallRequest } from './sandbox-messages.ts';
import type { SandboxSession } from './sandbox-session.ts';

/** A tool gets no longer. */
const TIMEOUT_MS = 60_000;

/** Calls functions of documents in the sandbox. */
export class SandboxFunctions {
  readonly #session: SandboxSession;

  constructor(session: SandboxSession) {
    this.#session = session;
  }

  /** What the function gave, as a text; what went wrong is an error result. @throws the signal's reason once it is aborted */
  async call(
    call: Omit<CallRequest, 'type'>,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<{ readonly content: string; readonly isError: boolean; readonly printed: string }> {
    try {
      const answer = await this.#session.ask({ type: 'call', ...call }, { signal, timeoutMs: TIMEOUT_MS });
      if (answer.type === 'called') return answer;
      const content = answer.type === 'failed' ? answer.message : 'The code broke the sandbox.';
      return { content, isError: true, printed: '' };
    } catch (error) {
      if (error instanceof SandboxError) return { content: error.message, isError: true, printed: error.printed };
      throw error;
    }
  }
}
