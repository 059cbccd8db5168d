import { errorResult } from '../checked-tool.ts';
import type { ToolResult } from '../tool.ts';
import { type GuardedRequest, type GuardedResponse, RequestFailedError } from './guarded-fetch.ts';
import { RefusedAddressError } from './network-guard.ts';

/** `guardedFetch` with what a person allowed. */
export type GuardedFetch = (request: GuardedRequest) => Promise<GuardedResponse>;

/** Asks the net for something; what goes wrong is told to the model. */
export async function told(work: () => Promise<ToolResult>): Promise<ToolResult> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RefusedAddressError || error instanceof RequestFailedError) return errorResult(error.message);
    throw error;
  }
}
