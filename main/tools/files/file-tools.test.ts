import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/json.ts';
import { builtInTool } from '../built-in-tools.ts';
import { neverAborted } from '../tool-context.fixture.ts';
import type { ToolResult } from '../tool.ts';
import { pathProblem } from './path-problem.ts';
import { Workspace } from './workspace.ts';

let machine = '';
let folder = '';

beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), 'troupe-workspace-'));
  folder = join(machine, 'workspace');
  mkdirSync(folder);
  writeFileSync(join(machine, 'secret.txt'), 'SECRET');
});
afterEach(() => rmSync(machine, { recursive: true, force: true }));

function call(tool: string, args: JsonObject): Promise<ToolResult> {
  const made = builtInTool(
    { provider: `troupe.tools.${tool}`, config: {} },
    {
      workspace: () => new Workspace(folder),
      keyFor: () => ({ type: 'missing', message: 'No key.' }),
      fetch: () => Promise.reject(new Error('No net.')),
    },
  );
  return made!.run(args, neverAborted);
}

const said = async (tool: string, args: JsonObject): Promise<string> => (await call(tool, args)).content;

describe('files of the workspace', () => {
  it('are written with their folders, added to, written over and read', async () => {
    expect(await call('WriteFile', { path: 'notes/plan.md', content: 'One\n' })).toEqual({
      content: 'Wrote 4 bytes to notes/plan.md.',
      isError: false,
    });
    expect(await said('WriteFile', { path: 'notes/plan.md', content: 'Zwei ü\n', mode: 'append' })).toContain(
      'Added 8 bytes',
    );
    expect(await call('ReadFile', { path: 'notes/plan.md' })).toEqual({ content: 'One\nZwei ü\n', isError: false });
    await call('WriteFile', { path: './notes/plan.md', content: 'x' });
    expect(readFileSync(join(folder, 'notes', 'plan.md'), 'utf8')).toBe('x');
  });

  it('are made in a workspace folder that is not there yet', async () => {
    rmSync(folder, { recursive: true });
    expect((await call('WriteFile', { path: 'a.txt', content: 'x' })).isError).toBe(false);
    expect(await said('ListFiles', {})).toBe('a.txt');
  });

  it('are listed by name, folders with a slash', async () => {
    for (const path of ['b.txt', 'a/x.txt', 'c.txt']) await call('WriteFile', { path, content: '' });
    expect(await said('ListFiles', {})).toBe('a/\nb.txt\nc.txt');
    expect(await said('ListFiles', { path: 'a' })).toBe('a/x.txt');
    mkdirSync(join(folder, 'empty'));
    expect(await said('ListFiles', { path: 'empty' })).toBe('The folder is empty.');
  });

  it('are searched, without what is hidden or no text', async () => {
    writeFileSync(join(folder, 'a.txt'), 'The tram\nhums\nA TRAM stops');
    mkdirSync(join(folder, '.git'));
    writeFileSync(join(folder, '.git', 'config'), 'tram');
    writeFileSync(join(folder, 'picture.png'), Buffer.from([0, 116, 114, 97, 109, 255]));
    expect(await said('SearchFiles', { text: 'tram' })).toBe('a.txt:1: The tram\na.txt:3: A TRAM stops');
    expect(await said('SearchFiles', { text: 'ferry' })).toBe('Nothing was found.');
  });

  it('that are long are read in parts', async () => {
    writeFileSync(join(folder, 'long.txt'), 'a'.repeat(60_000));
    const first = await said('ReadFile', { path: 'long.txt' });
    expect(first.endsWith('[10000 more characters. Go on with offset 50000.]')).toBe(true);
    expect(await said('ReadFile', { path: 'long.txt', offset: 50_000 })).toBe('a'.repeat(10_000));
  });

  it('that are none are told in a sentence', async () => {
    mkdirSync(join(folder, 'folder'));
    writeFileSync(join(folder, 'picture.png'), Buffer.from([0, 1, 255]));
    writeFileSync(join(folder, 'huge.txt'), Buffer.alloc(5 * 1024 * 1024, 'a'));
    execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', join(folder, 'pipe')]);
    expect(await said('ReadFile', { path: 'gone.txt' })).toBe('Error: "gone.txt" is not there.');
    expect(await said('ReadFile', { path: 'folder' })).toBe('Error: "folder" is no file.');
    expect(await said('ReadFile', { path: 'picture.png' })).toBe('Error: "picture.png" holds no text.');
    expect(await said('ReadFile', { path: 'huge.txt' })).toBe('Error: "huge.txt" is larger than 4 MB.');
    expect(await said('ReadFile', { path: 'pipe' })).toBe('Error: "pipe" is no file.');
    expect(await said('ReadFile', { path: 'huge.txt/x' })).toBe('Error: "huge.txt/x" leads through a file.');
    expect((await call('ReadFile', { path: 7 })).content).toContain('Error: "path"');
  });
});

describe('what is outside of the workspace', () => {
  it.each([
    '../secret.txt',
    'a/../../secret.txt',
    '/etc/passwd',
    '//server/share/x',
    '\\\\server\\share\\x',
    '..\\secret.txt',
    'C:\\secret.txt',
    'c:secret.txt',
    '~/secret.txt',
    'a/./../..//secret.txt',
    'NUL',
    'folder/con.txt',
    'COM1',
    'lpt¹.txt',
    'a.txt:stream',
    'a.txt::$DATA',
    'trailing. ',
    'dots../x',
    'nul\0byte',
    'bidi\u202etxt.exe',
    'a'.repeat(2000),
  ])('is not reached by %j', async (path) => {
    expect(pathProblem(path)).toBeTypeOf('string');
    for (const [tool, args] of [
      ['ReadFile', { path }],
      ['WriteFile', { path, content: 'x' }],
      ['ListFiles', { path }],
      ['SearchFiles', { text: 'S', path }],
    ] as const) {
      const { content, isError } = await call(tool, args);
      expect([isError, content.includes('SECRET')]).toEqual([true, false]);
    }
    expect(readFileSync(join(machine, 'secret.txt'), 'utf8')).toBe('SECRET');
  });

  it('is named as it was asked for where it cannot be written', async () => {
    expect(await said('WriteFile', { path: '../new/x.txt', content: 'x' })).toBe(
      'Error: "../new/x.txt" cannot be used: ".." would leave the workspace folder.',
    );
  });

  it('is not reached through links, to files or folders, that are there or not', async () => {
    symlinkSync(join(machine, 'secret.txt'), join(folder, 'file-link'));
    symlinkSync(machine, join(folder, 'folder-link'));
    symlinkSync(join(machine, 'new.txt'), join(folder, 'dangling'));
    symlinkSync('loop', join(folder, 'loop'));
    for (const path of [
      'file-link',
      'folder-link/secret.txt',
      'folder-link/new.txt',
      'dangling',
      'loop',
      'folder-link/x/y',
    ]) {
      expect([path, (await call('ReadFile', { path })).isError]).toEqual([path, true]);
      expect([path, (await call('WriteFile', { path, content: 'x' })).isError]).toEqual([path, true]);
    }
    expect(readFileSync(join(machine, 'secret.txt'), 'utf8')).toBe('SECRET');
    expect(await said('ListFiles', {})).toBe('The folder is empty.');
    expect((await call('ListFiles', { path: 'folder-link' })).isError).toBe(true);
    expect(await said('SearchFiles', { text: 'SECRET' })).toBe('Nothing was found.');
    expect(() => readFileSync(join(machine, 'new.txt'))).toThrow('ENOENT');
  });

  it('may be reached by a link inside, or one of the workspace folder itself', async () => {
    symlinkSync('a.txt', join(folder, 'inside'));
    writeFileSync(join(folder, 'a.txt'), 'inside');
    expect(await said('ReadFile', { path: 'inside' })).toBe('inside');
    const real = folder;
    folder = join(machine, 'link');
    symlinkSync(real, folder);
    expect(await said('ReadFile', { path: 'a.txt' })).toBe('inside');
    linkSync(join(real, 'a.txt'), join(real, 'b.txt'));
    expect(await said('ReadFile', { path: 'b.txt' })).toBe('inside');
  });
});

describe('a query of JSON', () => {
  const data = JSON.stringify({
    people: [
      { name: 'Ada', age: 36 },
      { name: 'Bob', age: 12 },
    ],
  });

  it('takes a part out of a text or a file', async () => {
    expect(await said('QueryJson', { query: 'people[?age > `30`].name', data })).toBe('[\n  "Ada"\n]');
    writeFileSync(join(folder, 'people.json'), data);
    expect(await said('QueryJson', { query: 'length(people)', path: 'people.json' })).toBe('2');
    expect(await said('QueryJson', { query: 'nobody', data })).toBe('null');
  });

  it.each([
    ['people[', 'The query cannot be used'],
    ['nothing(@)', 'The query cannot be used'],
    ['('.repeat(200), 'The query cannot be used'],
    ['x'.repeat(201), '"query"'],
    [Array.from({ length: 24 }, () => '[@,@]').join('|'), 'The result is too large'],
    [`to_string(@)|${Array.from({ length: 9 }, () => "[@,@,@]|join('',@)").join('|')}`, 'The result is too large'],
  ])('that is none, or has no end, says so: %s', async (query, words) => {
    expect(await said('QueryJson', { query, data })).toContain(words);
  });

  it('wants one source, inside of the workspace', async () => {
    expect(await said('QueryJson', { query: '@' })).toContain('one of them');
    expect(await said('QueryJson', { query: '@', path: '../secret.txt' })).toContain('would leave the workspace');
    expect(await said('QueryJson', { query: '@', data: '{' })).toContain('This is no JSON');
    expect(await said('QueryJson', { query: '__proto__.constructor', data })).toBe('null');
  });
});
