import { InProcessRuntime } from '../main/core/in-process-runtime.ts';
import { TypeSubscription } from '../main/core/subscription.ts';
import { perSecond } from './measure.ts';

interface Countdown {
  readonly left: number;
}

const NEIGHBOURS = { first: 'second', second: 'third', third: 'first' };

/** Messages a second among three agents in a ring, each of whom publishes to the next, in so many conversations at once. */
export async function ringRate({ conversations, hops }: { conversations: number; hops: number }): Promise<number> {
  const runtime = new InProcessRuntime<Countdown>((error) => {
    throw error;
  });
  for (const [type, next] of Object.entries(NEIGHBOURS)) {
    runtime.registerFactory(type, (id) => ({
      id,
      async handle({ left }) {
        if (left > 1) runtime.publish({ left: left - 1 }, { type: next, source: id.key }, { sender: id });
      },
    }));
    runtime.addSubscription(new TypeSubscription({ topicType: type, agentType: type }));
  }
  const startMs = performance.now();
  for (let key = 0; key < conversations; key += 1) {
    runtime.publish({ left: hops }, { type: 'first', source: String(key) });
  }
  await runtime.idle();
  return perSecond(conversations * hops, startMs);
}
