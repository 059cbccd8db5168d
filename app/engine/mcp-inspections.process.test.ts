import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { importText } from '../../main/rpc/import-text.ts';
import { router } from '../../main/rpc/router.ts';
import { hostileParams, isAlive, referenceParams } from '../../main/tools/mcp/mcp.fixture.ts';
import { composeEngine, type ComposedEngine } from './compose-engine.ts';
import { agentPart, serverPart, teamOf } from './mcp-team.fixture.ts';
import { secretsOfThisProcess } from './process-secrets.ts';

let folder: string;
let starts: string;
let composed: ComposedEngine;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'troupe-mcp-'));
  starts = join(folder, 'starts');
  composed = composeEngine({ host: 'serve', dataFolder: folder, notices: [], secrets: secretsOfThisProcess() });
});
afterEach(async () => {
  await composed.close();
  const left = pids().filter(isAlive);
  rmSync(folder, { recursive: true });
  if (left.length > 0) throw new Error(`Servers are left: ${left.join(', ')}`);
});

const pids = (): number[] => (existsSync(starts) ? readFileSync(starts, 'utf8').trim().split('\n').map(Number) : []);
const api = () => createRouterClient(router, { context: composed.engine }).mcp;

describe('a server that a person looks at', () => {
  it('is not started by importing a file that names it', () => {
    const team = teamOf([agentPart('one', ['x'], [serverPart(starts)])], 1);
    expect(importText(composed.engine, { fileName: 'x.json', text: JSON.stringify(team) }).ok).toBe(true);
    expect(pids()).toEqual([]);
  });

  it('tells what it offers, answers, and ends when it is disconnected', async () => {
    const { id, name, tools, resources, templates, prompts } = await api().connect({
      params: referenceParams('everything'),
    });
    expect(name).toMatch(/^mcp-servers\/everything/);
    expect(tools.find((tool) => tool.name === 'get-sum')).toMatchObject({
      risk: 'read',
      inputSchema: { type: 'object' },
    });
    expect(resources.length).toBeGreaterThan(0);
    expect(templates.map(({ uriTemplate }) => uriTemplate)).toContain('demo://resource/dynamic/text/{resourceId}');
    const dynamic = await api().read({ id, uri: 'demo://resource/dynamic/text/7' });
    expect(dynamic.text).toContain('7');
    expect(prompts.map((prompt) => prompt.name)).toContain('args-prompt');
    const called = await api().call({ id, tool: 'get-sum', arguments: { a: 2, b: 3 } });
    expect(called).toMatchObject({
      isError: false,
      text: 'The sum of 2 and 3 is 5.',
      raw: { content: [{ type: 'text' }] },
    });
    const [resource] = resources;
    expect((await api().read({ id, uri: resource?.uri ?? '' })).text.length).toBeGreaterThan(0);
    const prompt = await api().prompt({ id, name: 'args-prompt', arguments: { city: 'Bern' } });
    expect(prompt.text).toContain('Bern');
    expect((await api().log({ id })).end).toBeNull();
    await api().disconnect({ id });
    await expect(api().look({ id })).rejects.toMatchObject({ code: 'NOT_CONNECTED' });
  });

  it('shows its log and why it ended', async () => {
    const { id } = await api().connect({ params: hostileParams({ env: { STARTS: starts } }) });
    await expect(api().call({ id, tool: 'die', arguments: {} })).rejects.toMatchObject({
      code: 'FAILED',
      message: expect.stringContaining('it ended with exit code 7. It last said: I cannot go on.'),
    });
    expect(await api().log({ id })).toEqual({ lines: ['I cannot go on.'], end: 'it ended with exit code 7' });
  });

  it('that cannot be started says why', async () => {
    const params = hostileParams({ env: { HOSTILE: 'exit' } });
    await expect(api().connect({ params })).rejects.toMatchObject({
      code: 'FAILED',
      message: expect.stringContaining('it ended with exit code 3. It last said: There is no database.'),
    });
  });

  it('gets kept keys, which are not shown again', async () => {
    composed.engine.secrets.put('mine', { value: 'canary-key-8421', baseUrls: [] });
    const env = { STARTS: starts, MY_TOKEN: 'secret:mine' };
    const { id } = await api().connect({ params: hostileParams({ env }) });
    const { text, raw } = await api().call({ id, tool: 'environment', arguments: {} });
    expect(text).toContain('MY_TOKEN');
    expect(text + JSON.stringify(raw)).not.toContain('canary-key-8421');
    composed.engine.secrets.put('openai', { value: 'sk-not-for-programs', baseUrls: [] });
    const wrong = hostileParams({ env: { OPENAI: 'secret:openai' } });
    await expect(api().connect({ params: wrong })).rejects.toMatchObject({
      code: 'FAILED',
      message: expect.stringContaining('The key "openai" belongs to a host, so no program gets it.'),
    });
  });

  it('ends with the engine', async () => {
    await api().connect({ params: hostileParams({ env: { STARTS: starts } }) });
    const [server = 0] = pids();
    expect(isAlive(server)).toBe(true);
    await composed.close();
    await vi.waitFor(() => expect(isAlive(server)).toBe(false));
  });
});
