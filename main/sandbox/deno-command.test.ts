import { expect, it } from 'vitest';
import { denoCommand } from './deno-command.ts';

const places = { deno: '/packs/deno', pyodide: '/packs/pyodide/pyodide.mjs', guest: '/troupe/resources/sandbox' };

it('gives Deno no right but to read its own files, no environment, and names nothing else to import', () => {
  const { program, args, env } = denoCommand(places, { language: 'python', memoryMb: 256 }, 'darwin');
  const map = args.find((arg) => arg.startsWith('--import-map=data:application/json;base64,'))!.split('base64,')[1]!; // it is there
  expect(program).toBe('/packs/deno');
  expect(args.filter((arg) => arg.startsWith('--allow'))).toEqual([
    '--allow-read=/troupe/resources/sandbox,/packs/pyodide',
  ]);
  expect(args).toEqual(expect.arrayContaining(['--no-prompt', '--no-remote', '--no-npm', '--no-config', '--no-lock']));
  expect(args).toContain('--v8-flags=--max-old-space-size=128,--wasm-max-mem-pages=4096');
  expect(JSON.parse(Buffer.from(map, 'base64').toString())).toEqual({
    imports: {
      'file:///': null,
      'file:///packs/pyodide/': 'file:///packs/pyodide/',
      'file:///troupe/resources/sandbox/': 'file:///troupe/resources/sandbox/',
    },
  });
  expect(Object.keys(env)).toEqual(['NO_COLOR', 'DENO_DIR', 'DENO_NO_UPDATE_CHECK']);
});

it('reads nothing of Pyodide for JavaScript', () => {
  const { args } = denoCommand(places, { language: 'javascript', memoryMb: 64 }, 'darwin');
  expect(args.join(' ')).not.toContain('pyodide');
});

it('begins by a shell on Linux, which sets limits that the kernel keeps', () => {
  const { program, args } = denoCommand(places, { language: 'javascript', memoryMb: 64 }, 'linux');
  expect([program, ...args.slice(0, 4)]).toEqual([
    '/bin/sh',
    '-c',
    'ulimit -c 0; ulimit -d 3000000; exec "$@"',
    'sandbox',
    '/packs/deno',
  ]);
});
