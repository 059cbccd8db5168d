/**
 * Measures Troupe's speed as ratios to bases that do not change with it (docs/architecture.md, section 13).
 *
 *     node bench/run.ts [--json] [SUITE…]
 */
import { reachesAim, type Row, type Suite } from './row.ts';

/** Each suite is loaded when its turn comes, so that one cannot warm up or burden another. */
const SUITES: Readonly<Record<string, () => Promise<Suite>>> = {
  delivery: async () => (await import('./suites/delivery.ts')).delivery,
  'durable-step': async () => (await import('./suites/durable-step.ts')).durableStep,
  'long-run': async () => (await import('./suites/long-run.ts')).longRun,
  replay: async () => (await import('./suites/replay.ts')).replay,
  'stream-delay': async () => (await import('./suites/stream-delay.ts')).streamDelay,
  'team-loop': async () => (await import('./suites/team-loop.ts')).teamLoop,
  'actor-ring': async () => (await import('./suites/actor-ring.ts')).actorRing,
  sandbox: async () => (await import('./suites/sandbox.ts')).sandbox,
  memory: async () => (await import('./suites/memory.ts')).memory,
  'start-up': async () => (await import('./suites/start-up.ts')).startUp,
};

const HEADER = ['suite', 'name', 'value', 'base', 'ratio', 'aim', 'ok'];

await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<void> {
  const isJson = args.includes('--json');
  const names = args.filter((arg) => arg !== '--json');
  const unknown = names.find((name) => !Object.hasOwn(SUITES, name));
  if (unknown !== undefined) {
    console.error(`There is no suite "${unknown}". Suites: ${Object.keys(SUITES).join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  const rows: Row[] = [];
  for (const [name, load] of Object.entries(SUITES)) {
    if (names.length > 0 && !names.includes(name)) continue;
    if (!isJson) process.stderr.write(`measuring ${name}…\n`);
    try {
      const measured = await (await load()).run();
      rows.push(...measured);
      if (isJson) for (const row of measured) console.log(toJson(row));
    } catch (error) {
      console.error(`The suite "${name}" failed:`, error);
      process.exitCode = 1;
    }
  }
  if (!isJson) console.log(toTable(rows));
}

function toJson({ suite, name, value, base, ratio, aim }: Row): string {
  return JSON.stringify({ suite, name, value, base, ratio, aim });
}

function toTable(rows: readonly Row[]): string {
  const lines = [HEADER, ...rows.map(toCells)];
  const widths = HEADER.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function toCells(row: Row): string[] {
  const { suite, name, value, base, ratio, aim, unit, better } = row;
  const number = (amount: number | null): string => (amount === null ? '' : toText(amount));
  const goal = `${better === 'more' ? '≥' : '≤'} ${number(aim)}${ratio === null ? ` ${unit}` : ''}`;
  return [suite, name, `${number(value)} ${unit}`, number(base), number(ratio), goal, reachesAim(row) ? 'yes' : 'NO'];
}

/** Three digits are more than a measurement is worth. */
function toText(amount: number): string {
  return amount >= 1000 ? Math.round(amount).toLocaleString('en') : String(Number(amount.toPrecision(3)));
}
