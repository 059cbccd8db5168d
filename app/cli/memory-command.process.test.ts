import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Ended, spawnTroupe } from './spawn-troupe.fixture.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'troupe-memory-'))));
afterEach(() => rmSync(folder, { recursive: true }));

async function troupe(...args: readonly string[]): Promise<Ended> {
  const { child, ended } = spawnTroupe([...args, '--data', join(folder, 'data')]);
  child.stdin.end();
  return ended;
}

const team = {
  provider: 'autogen_agentchat.agents.AssistantAgent',
  component_type: 'agent',
  config: {
    name: 'writer',
    model_client: {
      provider: 'autogen_ext.models.replay.ReplayChatCompletionClient',
      component_type: 'replay_chat_completion_client',
      config: { chat_completions: ['All night.'] },
    },
    memory: [{ provider: 'troupe.memory.TextMemory', component_type: 'memory', config: { space: 'trams' } }],
    description: 'Writes.',
  },
};

it('indexes a file, recalls from it in a run that may, prints and clears the space', async () => {
  const file = join(folder, 'lines.md');
  writeFileSync(file, '# Lines\n\nLine 2 runs all night.\n');
  writeFileSync(join(folder, 'team.json'), JSON.stringify(team));
  expect(await troupe('memory')).toMatchObject({ status: 0, out: 'Nothing is remembered yet.\n' });
  expect(await troupe('memory', 'index', 'trams', file)).toEqual({ status: 0, out: 'trams: 1 file read.\n', err: '' });
  const run = ['run', join(folder, 'team.json'), '--task', 'When does line 2 run?', '--jsonl'];
  expect(await troupe(...run)).toMatchObject({
    status: 2,
    err: expect.stringContaining('This file uses the memory "trams" (1 entry), which you and all teams share.'),
  });
  const { out } = await troupe(...run, '--approve', 'memory');
  const recalled = out.split('\n').find((line) => line.includes('MemoryQueryEvent'));
  expect(JSON.parse(recalled ?? '{}')).toMatchObject({
    content: [{ content: '# Lines\n\nLine 2 runs all night.', metadata: { source: file, line: 1, score: 1 } }],
    metadata: { memory: 'text:trams', query: 'When does line 2 run?' },
  });
  expect((await troupe('memory', 'list')).out).toBe('trams (shared): 1 entry, from 1 file\n');
  expect((await troupe('memory', 'show', 'trams')).out).toBe(`# Lines Line 2 runs all night. (${file}:1)\n`);
  expect((await troupe('memory', 'clear', 'trams')).out).toBe('trams: cleared.\n');
  expect(await troupe('memory', 'show', 'trams')).toMatchObject({ status: 2 });
});

it('says what is wrong with a path or an embedding model', async () => {
  const gone = await troupe('memory', 'index', 'trams', join(folder, 'gone'));
  expect(gone).toMatchObject({ status: 1, out: '' });
  expect(gone.err).toContain('There is no file or folder at');
  const model = await troupe('memory', 'index', 'trams', folder, '--embedding', 'small');
  expect(model.err).toContain('"small" names no embedding model.');
  expect((await troupe('memory', 'forget', 'x')).err).toContain(
    'expected list, show SPACE, index SPACE PATH… or clear SPACE',
  );
});
