// npm run test:live: a real small model, run by the real pack and, where one answers, by Ollama. Exit 1 where a test fails.
// What cannot be had here is told with its reason, and its tests count as skipped.
import { addTest, emptyTally, writeTally } from '../../scripts/tally.mjs';
import { cases, type LiveCase } from './cases.ts';
import { NotHereError, obtainModel, obtainPack } from './obtain.ts';
import { obtainOllamaModel } from './ollama.ts';

process.exitCode = (await main()) ? 0 : 1;

async function main(): Promise<boolean> {
  const tally = emptyTally();
  const local = await attempt(async () => {
    const file = await obtainModel();
    await obtainPack();
    return file;
  });
  const ollama = 'model' in local ? await attempt(() => obtainOllamaModel(local.model)) : local;
  for (const live of cases) {
    const { outcome, detail } = await perform(live, live.needs === 'local' ? local : ollama);
    console.log(`${outcome.padEnd(7)}  ${live.name}: ${detail}`);
    addTest(tally, { suite: 'live', title: live.name, outcome, reason: detail });
  }
  writeTally('live', tally);
  const { passed = 0, failed = 0, skipped = 0 } = tally.suites['live'] ?? {};
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0;
}

type Obtained = { readonly model: string } | { readonly missing: string } | { readonly broken: string };

async function attempt(obtain: () => Promise<string>): Promise<Obtained> {
  try {
    return { model: await obtain() };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return error instanceof NotHereError ? { missing: reason } : { broken: reason };
  }
}

type Performed = { readonly outcome: 'passed' | 'failed' | 'skipped'; readonly detail: string };

async function perform({ run }: LiveCase, obtained: Obtained): Promise<Performed> {
  if ('missing' in obtained) return { outcome: 'skipped', detail: obtained.missing };
  if ('broken' in obtained) return { outcome: 'failed', detail: obtained.broken };
  const started = performance.now();
  try {
    const saw = await run(obtained.model);
    return { outcome: 'passed', detail: `${saw} (${((performance.now() - started) / 1000).toFixed(1)} s)` };
  } catch (error) {
    return { outcome: 'failed', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
