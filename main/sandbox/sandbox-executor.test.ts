import { expect, it } from 'vitest';
import { ContentHash } from '../../shared/ids.ts';
import { codeExecutorAgent } from '../../shared/component/agents.ts';
import { digestText } from '../core/digest.ts';
import type { BlobStore } from '../core/store.ts';
import type { WorkFolder } from '../../shared/run/work-folder.ts';
import type { CodeBlock, CodeResult } from './code-executor.ts';
import { SandboxError } from './sandbox-error.ts';
import { SandboxExecutor } from './sandbox-executor.ts';
import type { SandboxAnswer, SandboxRequest } from './sandbox-messages.ts';

class MemoryBlobs implements BlobStore {
  readonly contents = new Map<string, string>();
  put(content: string): ContentHash {
    const hash = ContentHash.parse(digestText(content));
    this.contents.set(hash, content);
    return hash;
  }
  get(hash: ContentHash): string | undefined {
    return this.contents.get(hash);
  }
}

const blobs = new MemoryBlobs();
const context = { signal: new AbortController().signal } as Parameters<SandboxExecutor['execute']>[1];

/** An executor whose sandbox answers with these, one a block; and what it was asked. */
function scripted(...answers: (Partial<SandboxAnswer> | Error)[]) {
  const asked: SandboxRequest[] = [];
  const session = {
    ask: async (request: SandboxRequest): Promise<SandboxAnswer> => {
      asked.push(request);
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return { id: 1, type: 'ran', exitCode: 0, output: '', changed: [], ...answer } as SandboxAnswer;
    },
  };
  const executor = new SandboxExecutor({ session, blobs, timeoutMs: 1000 });
  const run = (blocks: CodeBlock[], folder: WorkFolder = {}): Promise<CodeResult> =>
    executor.execute(blocks, context, folder);
  return { asked, run };
}

const base64Of = (text: string): string => Buffer.from(text).toString('base64');
const python = (code: string): CodeBlock => ({ language: 'python', code });

it('runs blocks in order, gives each the files of those before, and names what changed by its hash', async () => {
  const kept = blobs.put('b2xk');
  const { asked, run } = scripted(
    { output: 'one\n', changed: [{ path: 'new', base64: 'bmV3' }] },
    { output: 'two\n', changed: [{ path: 'old', base64: null }] },
  );
  const result = await run([python('a'), { language: 'TypeScript', code: 'b' }], { old: kept });
  expect(result).toEqual({ exit_code: 0, output: 'one\ntwo\n', files: { new: blobs.put('bmV3'), old: null } });
  expect(asked.map((request) => (request.type === 'run' ? [request.language, request.files] : []))).toEqual([
    ['python', [{ path: 'old', base64: 'b2xk' }]],
    [
      'javascript',
      [
        { path: 'old', base64: 'b2xk' },
        { path: 'new', base64: 'bmV3' },
      ],
    ],
  ]);
});

it('gives a block the file that its first line names, for the blocks beside it only', async () => {
  const { asked, run } = scripted();
  const code = '# filename: lib/tools.py\nx = 1';
  expect(await run([python(code), python('import lib.tools')])).toEqual({ exit_code: 0, output: '' });
  const file = { path: 'lib/tools.py', base64: btoa(code) };
  expect(asked.map((one) => 'files' in one && [one.name.replace(/_.*/, ''), one.files])).toEqual([
    ['lib/tools.py', [file]],
    ['tmp', [file]],
  ]);
  for (const path of ['../x.py', '/x.py', '']) {
    expect(await run([python(`# filename: ${path}\n`)])).toEqual({
      exit_code: 1,
      output: 'Filename is not in the workspace',
    });
  }
});

it('puts back the file that stood where a block was a file, as the blocks before it left it', async () => {
  const utils = python('# filename: utils.py\nx = 1');
  const folder = { 'utils.py': blobs.put(base64Of('kept')) };
  expect(await scripted().run([utils, python('import utils'), utils], folder)).toEqual({ exit_code: 0, output: '' });
  const changed = [{ path: 'utils.py', base64: base64Of('changed') }];
  expect(await scripted({ changed }).run([python('a'), utils], folder)).toMatchObject({
    files: { 'utils.py': blobs.put(base64Of('changed')) },
  });
  expect(await scripted({ exitCode: 1 }).run([utils], folder)).toEqual({ exit_code: 1, output: '' });
});

it('ends at the first block that fails', async () => {
  const { asked, run } = scripted({ exitCode: 3, output: 'no\n' });
  expect(await run([python('a'), python('b')])).toEqual({ exit_code: 3, output: 'no\n' });
  expect(asked).toHaveLength(1);
});

it('runs every language that a new code runner of the palette takes', async () => {
  const languages = codeExecutorAgent.initialConfig.supported_languages;
  const { asked, run } = scripted();
  expect(await run(languages.map((language) => ({ language, code: 'x' })))).toMatchObject({ exit_code: 0 });
  expect(asked).toHaveLength(languages.length);
});

it('says of a shell block that there is no shell', async () => {
  const { asked, run } = scripted();
  const { exit_code, output } = await run([{ language: 'sh', code: 'pip install numpy' }]);
  expect([exit_code, asked]).toEqual([126, []]);
  expect(output).toMatch(
    /^The sandbox runs Python, JavaScript and TypeScript only, so this block of "sh" was not run\./,
  );
});

it.each([
  ['time', 124],
  ['missing', 126],
  ['start', 126],
  ['memory', 137],
  ['output', 137],
  ['ended', 137],
] as const)('makes a result of a sandbox that gave no answer (%s)', async (why, exitCode) => {
  const { run } = scripted(new SandboxError(why, 'It was so.'));
  expect(await run([python('a')])).toEqual({ exit_code: exitCode, output: 'It was so.' });
});

it('keeps what code had printed before it was ended', async () => {
  const { run } = scripted(new SandboxError('time', 'It was ended.', 'half a line'));
  expect(await run([python('a')])).toEqual({ exit_code: 124, output: 'half a line\nIt was ended.' });
});

it('throws what a stop throws', async () => {
  const { run } = scripted(new Error('stopped'));
  await expect(run([python('a')])).rejects.toThrow('stopped');
});
