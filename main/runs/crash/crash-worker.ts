import type { SandboxPlaces } from '../../sandbox/deno-command.ts';
import { live } from './crash-life.ts';
import { parseKillPoint } from './kill-point.ts';

/** One life of a run in a process of its own, which the harness kills, or which kills itself where it is told to. */
const [team, database, effects, seed, diesAt] = process.argv.slice(2) as [string, string, string, string, string?];
const sandbox = process.env['CRASH_SANDBOX'];
const { outcome } = await live({
  team,
  database,
  effects,
  seed: Number(seed),
  isHasty: diesAt !== undefined,
  diesAt: diesAt === undefined ? undefined : parseKillPoint(diesAt),
  sandbox: sandbox === undefined ? undefined : (JSON.parse(sandbox) as SandboxPlaces),
  onBegin: () => process.stdout.write('begun\n'),
});
process.stdout.write(`${JSON.stringify({ finished: true, outcome })}\n`);
