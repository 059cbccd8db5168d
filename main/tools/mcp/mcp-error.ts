import { AppError } from '../../../shared/failure.ts';

/** A question to a server that nobody is connected to any more. */
export class NotConnectedError extends AppError {
  readonly code = 'mcp-not-connected';
  constructor() {
    super('This server is not connected any more. Connect again.');
  }
}

/**
 * A server of the Model Context Protocol that cannot be used, or did not answer as it should. The message says what happened
 * and, where it helps, what the server said last.
 */
export class McpError extends AppError {
  /** `mcp-session`: the server knows nothing of the session any more, and has done nothing. */
  readonly code: 'mcp-start' | 'mcp-ended' | 'mcp-session' | 'mcp-timeout' | 'mcp-answer';

  constructor(code: McpError['code'], message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
