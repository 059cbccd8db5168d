import { AppError } from '../../../shared/failure.ts';

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
