import { createORPCClient } from '@orpc/client';
import { Connection, type EngineLink } from './connection.ts';
import { dialEngine } from './dial-engine.ts';
import type { EngineApi } from './engine-api.ts';

/** The page's one line to the engine; `main.tsx` starts it. */
export const connection = new Connection({
  dial: dialEngine,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});

const currentLink: EngineLink = {
  call: async (path, input, options) => (await connection.link()).call(path, input, options),
};

/** Calls wait for an open line. A stream ends with an error when its line is lost: call it again from the last sequence. */
export const api: EngineApi = createORPCClient(currentLink);
