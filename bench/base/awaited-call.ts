import { perSecond } from '../measure.ts';

const CALLS = 1_000_000;

/** Calls a second of an async function that is awaited in a loop: the least that handing a message over can cost. */
export async function awaitedCalls(): Promise<number> {
  const handle = async (message: object): Promise<object> => message;
  const startMs = performance.now();
  for (let left = CALLS; left > 0; left -= 1) await handle({ left });
  return perSecond(CALLS, startMs);
}
