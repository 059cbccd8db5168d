import { openAutogen } from '../base/autogen.ts';
import { compare } from '../measure.ts';
import { ringRate } from '../ring.ts';
import type { Suite } from '../row.ts';

const CONVERSATIONS = 100;
/** Few for AutoGen, which would need minutes for ours. */
const AUTOGEN_HOPS = 100;
const OUR_HOPS = 10_000;

/** Three actors in a ring on our runtime, against the same ring on AutoGen's SingleThreadedAgentRuntime. */
export const actorRing: Suite = {
  run: async () => {
    const autogen = openAutogen();
    if (typeof autogen === 'string') {
      console.error(`AutoGen cannot be measured here: ${autogen}`);
      return [];
    }
    try {
      const compared = await compare({
        base: () => autogen.rate({ measure: 'ring', conversations: CONVERSATIONS, hops: AUTOGEN_HOPS }),
        product: () => ringRate({ conversations: CONVERSATIONS, hops: OUR_HOPS }),
      });
      const name = `ring of three, ${CONVERSATIONS} conversations, against AutoGen`;
      return [{ suite: 'actor-ring', name, ...compared, aim: 200, unit: 'messages/s', better: 'more' }];
    } finally {
      await autogen.close();
    }
  },
};
