import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { projectRoot } from '../project-root.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'library-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const address = (file: string): string => JSON.stringify(pathToFileURL(join(projectRoot(), file)).href);
const START = `
  import * as agents from ${address('app/library/agents.ts')};
  import { createTeam } from ${address('app/library/core.ts')};
  import { replayChatCompletionClient } from ${address('app/library/models.ts')};
  const calling = (name, args) => ({
    finish_reason: 'function_calls', content: [{ id: 'c', name, arguments: JSON.stringify(args) }],
    usage: { prompt_tokens: 1, completion_tokens: 1 }, cached: false,
  });
  const model = (...chat_completions) => replayChatCompletionClient({ chat_completions });
`;

/** A program with a data folder of its own, and an npm that fails in the place of the real one. */
async function run(program: string): Promise<{ stdout: string; stderr: string }> {
  const file = join(folder, 'program.mjs');
  writeFileSync(file, START + program);
  writeFileSync(join(folder, 'npm'), '#!/bin/sh\nexit 1\n');
  chmodSync(join(folder, 'npm'), 0o755);
  const path = `${folder}${delimiter}${process.env['PATH'] ?? ''}`;
  const env = { ...process.env, PATH: path, TROUPE_DATA: join(folder, 'data') };
  return promisify(execFile)(process.execPath, [file], { env });
}

it('fetches the sandbox for a team with code once, says so, and goes on without it where it cannot be had', async () => {
  const { stdout, stderr } = await run(`
    const shout = agents.pythonTool({
      name: 'shout', description: '', global_imports: [], has_cancellation_support: false,
      source_code: 'def shout(text: str) -> str:\\n    return text.upper()\\n',
    });
    const ada = () => agents.assistantAgent({ name: 'ada', model_client: model(calling('shout', { text: 'hi' })), tools: [shout] });
    const results = await Promise.all([createTeam(ada()), createTeam(ada())].map((team) => team.run('Go.')));
    for (const { messages } of results) console.log(messages.at(-1).content);
    await createTeam(agents.assistantAgent({ name: 'bob', model_client: model('Hello.') })).run('Go.');
  `);
  const missing = expect.stringContaining('The sandbox, in which Troupe runs code, is not installed.') as string;
  expect(stdout.trim().split('\n')).toEqual([missing, missing]);
  expect(stderr.match(/is fetched now, once: \d+ MB\./g)).toHaveLength(1);
  expect(stderr).toContain('npm failed without saying why.');
  expect(stderr).toContain('The run goes on without the sandbox, and its code is not run.');
});
