import type { ModelChunk, ModelClient, ModelError, ModelRequest } from './model-client.ts';

/** A request with one question of a user, for tests. */
export function ask(text: string, changes: Partial<ModelRequest> = {}): ModelRequest {
  return {
    system: 'Be brief.',
    messages: [{ type: 'UserMessage', content: text, source: 'user' }],
    tools: [],
    toolChoice: 'auto',
    jsonOutput: false,
    promptWords: 0,
    keepsPieces: false,
    ...changes,
  };
}

/** All that a client streams for one request, and the error that it ended with, if any. */
export async function collect(
  client: ModelClient,
  request: ModelRequest,
  signal: AbortSignal = new AbortController().signal,
): Promise<{ chunks: ModelChunk[]; error?: ModelError }> {
  const chunks: ModelChunk[] = [];
  try {
    for await (const chunk of client.stream(request, signal)) chunks.push(chunk);
    return { chunks };
  } catch (error) {
    return { chunks, error: error as ModelError };
  }
}
