import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { databaseBytes } from '../base/database-size.ts';
import { openEngine, teamItself } from '../engine.ts';
import { middle, type Comparison } from '../measure.ts';
import type { Row, Suite } from '../row.ts';
import { talkingTeam } from '../talking-team.ts';

/** Half-open: from the beginning of the first turn to the beginning of the last. */
const EARLY = [300, 500] as const;
const LATE = [9800, 10_000] as const;
const TURNS = 10_000;
const LENGTH = 300;

/** The same in one moment of a run. */
interface Reading {
  readonly milliseconds: number;
  readonly bytes: number;
  readonly heap: number;
}

const QUANTITIES = {
  milliseconds: { name: 'time of 200 turns', unit: 'ms' },
  bytes: { name: 'growth of the file in 200 turns', unit: 'bytes' },
  heap: { name: 'growth of the heap in 200 turns', unit: 'bytes' },
} as const satisfies Record<keyof Reading, { name: string; unit: string }>;

/** Late turns against early turns of the same run: neither may cost more because much was said before. */
export const longRun: Suite = {
  run: async () => {
    const runs: Record<keyof Reading, Comparison[]> = { milliseconds: [], bytes: [], heap: [] };
    await measureRun(); // not counted: what the first run compiles and caches is no cost of its turns
    for (let round = 0; round < 7; round += 1) {
      const { early, late } = await measureRun();
      for (const quantity of Object.keys(QUANTITIES) as (keyof Reading)[]) {
        const [value, base] = [late[quantity], early[quantity]];
        runs[quantity].push({ value, base, ratio: value / base });
      }
    }
    return Object.entries(QUANTITIES).map(([quantity, { name, unit }]): Row => {
      const compared = middle(runs[quantity as keyof Reading], ({ ratio }) => ratio);
      return { suite: 'long-run', name: `${name}, 9,800 against 300`, ...compared, aim: 1.3, unit, better: 'less' };
    });
  },
};

async function measureRun(): Promise<{ early: Reading; late: Reading }> {
  const collectGarbage = garbageCollector();
  const before = new Map<number, Reading>();
  const after = new Map<number, Reading>();
  const onTurn = (turn: number): void => {
    if (!MARKS.has(turn)) return;
    const endMs = performance.now();
    collectGarbage();
    collectGarbage(); // the second takes what weak maps let go in the first
    const read = { bytes: databaseBytes(engine.file), heap: process.memoryUsage().heapUsed };
    before.set(turn, { ...read, milliseconds: endMs });
    after.set(turn, { ...read, milliseconds: performance.now() });
  };
  const engine = openEngine(teamItself((runtime) => talkingTeam({ runtime, turns: TURNS, length: LENGTH, onTurn })));
  try {
    await engine.run();
  } finally {
    await engine.close();
  }
  const grown = ([first, last]: readonly [number, number]): Reading => {
    const [start, end] = [after.get(first), before.get(last)];
    if (start === undefined || end === undefined) throw new Error('The measured run ended too early.');
    return {
      milliseconds: end.milliseconds - start.milliseconds,
      bytes: end.bytes - start.bytes,
      heap: end.heap - start.heap,
    };
  };
  return { early: grown(EARLY), late: grown(LATE) };
}

const MARKS: ReadonlySet<number> = new Set([...EARLY, ...LATE]);

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
