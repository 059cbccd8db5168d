import type { AgentFactory } from '../../main/core/agent-runtime.ts';
import { InProcessRuntime } from '../../main/core/in-process-runtime.ts';
import { TypeSubscription } from '../../main/core/subscription.ts';
import { awaitedCalls } from '../base/awaited-call.ts';
import { compare, perSecond } from '../measure.ts';
import { ringRate } from '../ring.ts';
import type { Row, Suite } from '../row.ts';

interface Countdown {
  readonly left: number;
}

const AIM = 0.2;

/** In-process delivery in messages a second, against a bare awaited call. */
export const delivery: Suite = {
  run: async () => {
    const rows: Row[] = [];
    for (const [name, product] of Object.entries(products)) {
      const compared = await compare({ base: awaitedCalls, product });
      rows.push({ suite: 'delivery', name, ...compared, aim: AIM, unit: 'messages/s', better: 'more' });
    }
    return rows;
  },
};

const products: Record<string, () => Promise<number>> = {
  'send and await the answer': sends,
  'send from inside a handler': nestedSends,
  'publish to ten agents': publications,
  'ring of three agents': () => ringRate({ conversations: 1, hops: 300_000 }),
  'ring of three agents, 100 conversations': () => ringRate({ conversations: 100, hops: 3000 }),
};

function newRuntime(agents: Readonly<Record<string, AgentFactory<Countdown>>>): InProcessRuntime<Countdown> {
  const runtime = new InProcessRuntime<Countdown>((error) => {
    throw error;
  });
  for (const [type, factory] of Object.entries(agents)) runtime.registerFactory(type, factory);
  return runtime;
}

const echo: AgentFactory<Countdown> = (id) => ({ id, handle: async (message) => message });

async function sends(): Promise<number> {
  const count = 300_000;
  const runtime = newRuntime({ echo });
  const recipient = { type: 'echo', key: 'a' };
  const startMs = performance.now();
  for (let left = count; left > 0; left -= 1) await runtime.send({ left }, recipient);
  return perSecond(count, startMs);
}

async function nestedSends(): Promise<number> {
  const count = 300_000;
  const recipient = { type: 'echo', key: 'a' };
  const runtime = newRuntime({
    echo,
    asker: (id) => ({
      id,
      async handle() {
        for (let left = count; left > 0; left -= 1) await runtime.send({ left }, recipient, { sender: id });
      },
    }),
  });
  const startMs = performance.now();
  await runtime.send({ left: count }, { type: 'asker', key: 'a' });
  return perSecond(count, startMs);
}

/** Each agent's delivery counts as one message. */
async function publications(): Promise<number> {
  const count = 30_000;
  const types = Array.from({ length: 10 }, (_, index) => `listener-${index}`);
  const runtime = newRuntime(Object.fromEntries(types.map((type) => [type, echo])));
  for (const agentType of types) runtime.addSubscription(new TypeSubscription({ topicType: 'group', agentType }));
  const topic = { type: 'group', source: 'a' };
  const startMs = performance.now();
  for (let left = count; left > 0; left -= 1) {
    runtime.publish({ left }, topic);
    await runtime.idle();
  }
  return perSecond(count * types.length, startMs);
}
