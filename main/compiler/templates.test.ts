import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TeamDocument } from '../../shared/team/document.ts';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import { createModelClient } from '../models/create-model-client.ts';
import { createTool } from '../tools/create-tool.ts';
import { buildTeam } from './build-team.ts';
import { compile } from './compile.ts';
import { listTemplates, loadTemplate } from './templates.ts';

const FOLDER = fileURLToPath(new URL('../../resources/templates/', import.meta.url));

describe('the templates that come with Troupe', () => {
  it('are listed in order, with their cast and a task', () => {
    const all = listTemplates(FOLDER);
    expect(all.map(({ id, name, cast, pattern }) => ({ id, name, cast, pattern }))).toEqual([
      { id: 'debate', name: 'Debate', cast: ['advocate', 'skeptic', 'judge'], pattern: 'Round robin' },
      { id: 'writer-critic', name: 'Writer and critic', cast: ['writer', 'critic'], pattern: 'Round robin' },
      { id: 'research', name: 'Research with tools', cast: ['researcher', 'auditor'], pattern: 'Round robin' },
      { id: 'human', name: 'Human in the loop', cast: ['organizer', 'you', 'scribe'], pattern: 'Round robin' },
    ]);
    expect(all.every(({ summary, task }) => summary !== '' && task !== '')).toBe(true);
  });

  it.each(listTemplates(FOLDER).map(({ id }) => id))('compile without a complaint: %s', (id) => {
    expect(compile(loaded(id))).toMatchObject({ ok: true, warnings: [] });
  });

  it.each([
    ['debate', 6, "Text 'RULING:' mentioned"],
    ['writer-critic', 6, "Text 'APPROVED' mentioned"],
    ['research', 4, "Text 'SIGNED OFF' mentioned"],
    ['human', 6, 'Maximum number of messages 7 reached, current message count: 7'],
  ])('play to their end: %s', async (id, turns, stopReason) => {
    const { said, stopped } = await play(id, 'Go on.');
    expect(said).toBe(turns);
    expect(stopped).toBe(stopReason);
  });

  it('let a person end the outing at once', async () => {
    expect(await play('human', 'APPROVED')).toEqual({ said: 2, stopped: "Text 'APPROVED' mentioned" });
  });

  it('are right about the sums that the calculator works out', async () => {
    const { results } = await playForResults('research');
    expect(results).toEqual([
      ['Thursday, 1970-01-01', '38.36'],
      ['30.7612095933264', '7259.2'],
      ['24.66', '4245.2'],
      ['47.8507704785077'],
    ]);
  });
});

describe('loadTemplate', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'templates-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('knows only the files of its folder', () => {
    expect(loadTemplate(FOLDER, 'nothing')).toBeUndefined();
    expect(loadTemplate(FOLDER, '../templates/debate')).toBeUndefined();
  });

  it('tells of a damaged file', () => {
    writeFileSync(join(folder, 'a.team.json'), '{');
    expect(() => loadTemplate(folder, 'a')).toThrow('The template "a" cannot be used: Line 1, column 2');
    writeFileSync(join(folder, 'b.team.json'), JSON.stringify({ provider: 'x', config: {} }));
    expect(() => loadTemplate(folder, 'b')).toThrow('it has no template block. Install Troupe again.');
  });
});

function loaded(id: string): TeamDocument {
  const template = loadTemplate(FOLDER, id);
  if (template === undefined) throw new Error(`No template ${id}.`);
  return template.document;
}

async function play(id: string, answer: string) {
  const { door, stopReason } = await run(id, answer);
  const said = door.items.filter(({ type, source }) => type === 'TextMessage' && source !== 'user');
  return { said: said.length, stopped: stopReason };
}

async function playForResults(id: string) {
  const { door } = await run(id, '');
  const results = door.items.flatMap((item) =>
    item.type === 'ToolCallExecutionEvent'
      ? [item.content.map(({ content }) => content.replace(/ 00:00:00.*/, ''))]
      : [],
  );
  return { results };
}

async function run(id: string, answer: string) {
  const compiled = compile(loaded(id));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
  const { team, stop } = buildTeam(
    compiled.plan,
    {
      createModelClient: ({ provider, config }) =>
        createModelClient({
          component: { provider, config: { ...config, words_per_second: 0 } },
          keys: { env: {}, confirmed: [], secrets: { secret: () => undefined } },
        }),
      createTool: ({ provider, config }) => createTool({ provider, config }, () => 0),
    },
    (error) => {
      throw error;
    },
  );
  const door = new FakeDoor({ askPerson: async () => answer });
  const messages = [{ type: 'TextMessage' as const, source: 'user', content: 'Begin.' }];
  const { stopReason } = await team.run({ messages, outputTaskMessages: true }, door.root);
  await stop();
  return { door, stopReason };
}
