import { bareInserts } from '../base/bare-insert.ts';
import { loggedBodies, openEngine, teamItself } from '../engine.ts';
import { compare } from '../measure.ts';
import type { Row, Suite } from '../row.ts';
import { SteppingTeam } from '../stepping-team.ts';

const TEXT = 'A sentence of the kind that a model answers with. '.repeat(12).slice(0, 600);

/** One run that does one step after the other, against bare inserts of the bytes that each step keeps. */
export const durableStep: Suite = {
  run: async () => [
    await measureSteps({ name: 'flushed to the disk (live models, tools)', full: true, steps: 1000 }),
    await measureSteps({ name: 'safe from a crash (scripted models)', full: false, steps: 4000 }),
  ],
};

async function measureSteps({ name, full, steps }: { name: string; full: boolean; steps: number }): Promise<Row> {
  const bytes = await bodyOfOneStep(full);
  const compared = await compare({
    base: () => bareInserts({ text: bytes, count: steps, full }),
    product: () => stepRate(steps, full),
  });
  return { suite: 'durable-step', name, ...compared, aim: 0.5, unit: 'steps/s', better: 'more' };
}

async function stepRate(steps: number, precious: boolean): Promise<number> {
  let milliseconds = 0;
  const onEnd = (took: number): void => {
    milliseconds = took;
  };
  const engine = openEngine(teamItself(() => new SteppingTeam({ steps, text: TEXT, precious, onEnd })));
  try {
    await engine.run();
    return (steps * 1000) / milliseconds;
  } finally {
    await engine.close();
  }
}

/** What the log holds of one step, as the product writes it. */
async function bodyOfOneStep(precious: boolean): Promise<string> {
  const team = { steps: 1, text: TEXT, precious, onEnd: () => undefined };
  const engine = openEngine(teamItself(() => new SteppingTeam(team)));
  try {
    const bodies = await loggedBodies(engine, await engine.run());
    return bodies
      .filter(({ type }) => type.startsWith('effect-'))
      .map((body) => JSON.stringify(body))
      .join('');
  } finally {
    await engine.close();
  }
}
