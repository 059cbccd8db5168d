import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const here = join(import.meta.dirname, '..');
let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'lint-'));
  for (const file of ['.oxlintrc.json', 'tsconfig.base.json', 'tsconfig.node.json', 'package.json']) {
    cpSync(join(here, file), join(root, file));
  }
  writeFileSync(join(root, 'tsconfig.json'), '{ "files": [], "references": [{ "path": "./tsconfig.node.json" }] }');
  symlinkSync(join(here, 'node_modules'), join(root, 'node_modules'), 'junction');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Each reported line of one planted file with the rule that reported it. */
function lint(path: string, text: string): string[] {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  const oxlint = join(here, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json', path], { cwd: root, encoding: 'utf8' });
  rmSync(join(root, path));
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { code: string; labels: { span: { line: number } }[] }[];
  };
  const found = diagnostics.map(
    ({ code, labels }) => `${labels[0]?.span.line ?? 0} ${code.replace(/.*\((.*)\)/, '$1')}`,
  );
  return [...new Set(found)].toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
}

/** What reaches the world, line by line, and the rule that says so. */
const WORLD = [
  ['export const a = Date.now();', 'no-restricted-globals'],
  ['export const b = new Date();', 'no-restricted-globals'],
  ['export const c = Math.random();', 'no-restricted-properties'],
  ["export const d = Math['random']();", 'no-restricted-properties'],
  ['export const { random } = Math;', 'no-restricted-properties'],
  ['export const e = crypto.randomUUID();', 'no-restricted-globals'],
  ['export const f = performance.now();', 'no-restricted-globals'],
  ["export const g = fetch('x');", 'no-restricted-globals'],
  ['export const h = globalThis.setTimeout;', 'no-restricted-globals'],
  ['export const i = AbortSignal.timeout(3);', 'no-restricted-properties'],
  ['export const j = await Promise.race([]);', 'no-restricted-properties'],
  ['export const k = await Promise.any([]);', 'no-restricted-properties'],
  ["export const l = await import('node:fs');", 'no-restricted-imports'],
  ["export * as fs from 'node:fs';", 'no-restricted-imports'],
  ["export * as timers from 'node:timers/promises';", 'no-restricted-imports'],
  ["export const m = process.env['HOME'];", 'no-restricted-globals'],
] as const;
const SCHEDULING = [
  ['export const n = setTimeout(String, 3);', 'no-restricted-globals'],
  ['export const o = setInterval(String, 3);', 'no-restricted-globals'],
  ['export const p = setImmediate(String);', 'no-restricted-globals'],
  ['queueMicrotask(String);', 'no-restricted-globals'],
] as const;

const ALL = [...WORLD, ...SCHEDULING];
const text = ALL.map(([line]) => line).join('\n');
const expected = (lines: readonly (readonly [string, string])[]): string[] =>
  lines.map(([, rule], index) => `${index + 1} ${rule}`);

describe('the lint rules', () => {
  it.each([
    'main/core/topic.ts',
    'main/agents/writer.ts',
    'main/teams/swarm.ts',
    'main/memory/list.ts',
    'main/tools/clock.ts',
  ])('let %s reach the world only through the door', (path) => expect(lint(path, text)).toEqual(expected(ALL)));

  it('let the in-process runtime schedule, and nothing else', () => {
    expect(lint('main/core/in-process-runtime.ts', text)).toEqual(expected(WORLD));
  });

  it('let the digest hash, and nothing else', () => {
    const lines = [
      "import { hash } from 'node:crypto';",
      "import { now } from 'node:perf_hooks';",
      'export { hash, now };',
    ];
    expect(lint('main/core/digest.ts', lines.join('\n'))).toEqual(['2 no-restricted-imports']);
  });

  it('let the run service reach the world', () => {
    expect(lint('main/runs/run-service.ts', text)).toEqual([]);
  });

  it("see an await at the top of Electron's main process, where it keeps the application from ever being ready", () => {
    expect(lint('app/electron/start.ts', 'export const a = await Promise.resolve(1);\n')).toEqual([
      '1 no-top-level-await',
    ]);
  });

  it('see a promise that nobody waits for, and a promise where a plain value is meant', () => {
    const lines = [
      'export async function later(): Promise<boolean> {',
      '  return Promise.resolve(true);',
      '}',
      'later();',
      '[1].forEach(later);',
      'if (later()) later().catch(String);',
      'await String(3);',
    ];
    const rules = ['4 no-floating-promises', '5 no-misused-promises', '6 no-misused-promises', '7 await-thenable'];
    expect(lint('main/runs/loose.ts', lines.join('\n'))).toEqual(rules);
  });

  it('see any, long files and long functions', () => {
    const body = Array.from({ length: 61 }, (_, index) => `  console.log(${index});`).join('\n');
    expect(lint('app/cli/long.ts', `export function a(b: any) {\n${body}\n  return b;\n}\n`)).toEqual([
      '1 max-lines-per-function',
      '1 no-explicit-any',
    ]);
    expect(lint('app/cli/longer.ts', '// a line\n'.repeat(401) + 'export {};\n')).toContain('402 max-lines');
  });
});
