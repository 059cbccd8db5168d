import { openEngine, teamItself } from '../engine.ts';
import { median, perSecond } from '../measure.ts';
import type { Suite } from '../row.ts';
import { talkingTeam } from '../talking-team.ts';

const TURNS = 5000;
const LENGTH = 300;

/** Free replay: a finished run is run again from its log alone, from reading the log to the comparison of the ends. */
export const replay: Suite = {
  run: async () => {
    const engine = openEngine(teamItself((runtime) => talkingTeam({ runtime, turns: TURNS, length: LENGTH })));
    try {
      const run = await engine.run();
      const value = await median(async () => {
        const startMs = performance.now();
        const { equal, difference } = await engine.service.replay(run);
        if (!equal) throw new Error(`The replay differs: ${difference}`);
        return perSecond(TURNS, startMs);
      });
      const row = { suite: 'replay', name: 'free replay of a finished run', value, base: null, ratio: null };
      return [{ ...row, aim: 10_000, unit: 'turns/s', better: 'more' }];
    } finally {
      await engine.close();
    }
  },
};
