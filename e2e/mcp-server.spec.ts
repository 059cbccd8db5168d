import { AxeBuilder } from '@axe-core/playwright';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './host.fixture.ts';
import type { TeamFile } from './team-files.fixture.ts';
import { component } from './component.fixture.ts';

const EVERYTHING = createRequire(import.meta.url)
  .resolve('@modelcontextprotocol/server-everything/package.json')
  .replace(/package\.json$/, 'dist/index.js');

/** The reference server over HTTP on a free port. */
async function everythingOverHttp(): Promise<{ url: string; stop: () => void }> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  const child = spawn(process.execPath, [EVERYTHING, 'streamableHttp'], {
    env: { ...process.env, PORT: String(port) },
    stdio: 'ignore',
  });
  const url = `http://localhost:${port}/mcp`;
  await expect
    .poll(() =>
      fetch(url).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  return { url, stop: () => void child.kill('SIGKILL') };
}

interface AdderOptions {
  readonly session?: string;
  readonly others?: object[];
  readonly tool?: string;
  /** Of a server that is there already. */
  readonly url?: string;
}

/** A team of one with the reference server, which is started by a shell that notes its process first. */
function adder(starts: string, { session, others = [], tool = 'get-sum', url }: AdderOptions = {}): TeamFile {
  const script = `echo $$ >> "$STARTS"; exec "$NODE" "$SERVER" stdio`;
  const program = {
    type: 'StdioServerParams',
    command: 'sh',
    args: ['-c', script],
    env: { STARTS: starts, NODE: process.execPath, SERVER: EVERYTHING },
    read_timeout_seconds: 20,
  };
  const server_params = url === undefined ? program : { type: 'StreamableHttpServerParams', url, timeout: 5 };
  const bench = component('autogen_ext.tools.mcp.McpWorkbench', 'workbench', {
    server_params,
    tool_overrides: {},
    ...(session !== undefined && { session }),
    host: component('autogen_ext.tools.mcp.McpSessionHost', 'mcp_session_host', {
      sampler: null,
      elicitor: component('autogen_ext.tools.mcp.StdioElicitor', 'mcp_elicitor', { timeout: null }),
      roots: null,
    }),
  });
  const call = { id: 'c1', name: tool, arguments: '{"a": 2, "b": 3}' };
  const answer = {
    finish_reason: 'function_calls',
    content: [call],
    usage: { prompt_tokens: 1, completion_tokens: 1 },
    cached: false,
  };
  const model = component('autogen_ext.models.replay.ReplayChatCompletionClient', 'model', {
    chat_completions: [answer, answer],
  });
  const agent = component(
    'autogen_agentchat.agents.AssistantAgent',
    'agent',
    {
      name: 'ada',
      description: 'Adds numbers.',
      model_client: model,
      workbench: [bench],
      reflect_on_tool_use: false,
      tool_call_summary_format: '{result}',
    },
    2,
  );
  const team = { participants: [agent, ...others], max_turns: others.length === 0 ? 1 : 3 };
  const root = component('autogen_agentchat.teams.RoundRobinGroupChat', 'team', team);
  return { name: 'sums.json', text: JSON.stringify({ ...root, label: 'Sums' }) };
}

test('a server is looked at, called by hand, and used in a run that asked first', async ({ troupe, host }) => {
  const { page, inspector } = troupe;
  const folder = mkdtempSync(join(tmpdir(), 'troupe-mcp-journey-'));
  const starts = join(folder, 'starts');
  const summary = (words: string | RegExp) => inspector.locator('summary').filter({ hasText: words });
  const started = (): string[] => (existsSync(starts) ? readFileSync(starts, 'utf8').trim().split('\n') : []);
  const isGone = (pid: string): boolean => {
    try {
      return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
    } catch {
      return true;
    }
  };
  try {
    await test.step('opening the file starts nothing', async () => {
      await troupe.open(host.address);
      await troupe.openFile(adder(starts));
      await troupe.card('Agent ada').getByRole('heading').click();
      await inspector.getByRole('tab', { name: 'Tools' }).click();
      await summary('Look at the server').click();
      await expect(inspector.getByText('Connecting starts this program on your computer')).toBeVisible();
      expect(started()).toEqual([]);
    });

    await test.step('connected, it tells what it offers, and answers a call', async () => {
      await inspector.getByRole('button', { name: 'Connect' }).click();
      await expect(inspector.getByText('connected', { exact: true })).toBeVisible();
      expect(started()).toHaveLength(1);
      await summary(/^get-sum/).click();
      const form = inspector.getByRole('form', { name: 'Call get-sum' });
      await form.getByRole('textbox', { name: 'a', exact: true }).fill('2');
      await form.getByRole('textbox', { name: 'b', exact: true }).fill('40');
      await form.getByRole('button', { name: 'Call' }).click();
      await expect(form.getByRole('status')).toContainText('The sum of 2 and 40 is 42.');
      await form.getByRole('button', { name: 'As JSON' }).click();
      await form.getByRole('textbox', { name: 'Arguments' }).fill('{"a": "two"}');
      await form.getByRole('button', { name: 'Call' }).click();
      await expect(form.getByRole('status')).toContainText('An error, which the model reads:');
      const { violations } = await new AxeBuilder({ page }).include('[aria-label="Inspector"]').analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    });

    await test.step('resources, prompts and the log', async () => {
      await summary(/^Resources/).click();
      await summary(/^architecture\.md/).click();
      await inspector.getByRole('button', { name: /^Read architecture/ }).click();
      await expect(inspector.getByText('What it gave:')).toBeVisible();
      const address = inspector.getByRole('form', { name: 'Read an address' });
      await address.getByRole('textbox', { name: 'Another address' }).fill('demo://resource/dynamic/text/7');
      await address.getByRole('button', { name: 'Read it' }).click();
      await expect(address.getByRole('status')).toContainText('Resource 7');
      await summary(/^Prompts/).click();
      await summary('simple-prompt').click();
      await inspector.getByRole('form', { name: 'Prompt simple-prompt' }).getByRole('button', { name: 'Show' }).click();
      await expect(inspector.getByRole('form', { name: 'Prompt simple-prompt' })).toContainText('user: ');
      await summary(/^Log$/).click();
      await expect(inspector.getByLabel('Log of the server')).toContainText('Starting default (STDIO) server');
    });

    await test.step('disconnected, nothing of it is left', async () => {
      await inspector.getByRole('button', { name: 'Disconnect' }).click();
      await expect(inspector.getByRole('button', { name: 'Connect' })).toBeVisible();
      await expect.poll(() => started().every(isGone)).toBe(true);
    });

    await test.step('a run asks before it starts the server', async () => {
      await troupe.run('Add them.');
      const trust = page.getByRole('dialog').filter({ hasText: 'Trust it and run' });
      await expect(trust).toContainText('server-everything');
      await trust.getByRole('button', { name: 'Trust it and run' }).click();
      const card = page.getByRole('article', { name: 'May start_mcp_server be called?' });
      await expect(card).toContainText('runs a program with your rights');
      expect(started()).toHaveLength(1);
      await card.getByRole('button', { name: 'Allow once', exact: true }).click();
      await expect(troupe.speeches('ada')).toContainText('The sum of 2 and 3 is 5.');
      expect(started()).toHaveLength(2);
      await expect.poll(() => started().every(isGone)).toBe(true);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a run whose server is gone after a kill asks before it goes on without what it remembered', async ({
  troupe,
  host,
}) => {
  const { page } = troupe;
  const folder = mkdtempSync(join(tmpdir(), 'troupe-mcp-journey-'));
  const person = {
    provider: 'autogen_agentchat.agents.UserProxyAgent',
    component_type: 'agent',
    version: 1,
    component_version: 1,
    config: { name: 'bo', description: 'A person.' },
  };
  const allow = async (): Promise<void> => {
    const card = page.getByRole('article', { name: 'May start_mcp_server be called?' });
    await card.getByRole('button', { name: 'Allow for this run' }).click();
  };
  try {
    await troupe.open(host.address);
    await troupe.openFile(adder(join(folder, 'starts'), { session: 'lost', others: [person] }));
    await troupe.run('Add them.');
    await page.getByRole('button', { name: 'Trust it and run' }).click();
    await allow();
    await expect(troupe.speeches('ada')).toContainText('The sum of 2 and 3 is 5.');
    await expect(troupe.status('Waiting for you')).toBeVisible();
    await host.kill();
    await host.start();
    await troupe.open(host.address);
    await troupe.openRecentTeam('Sums');
    await troupe.openNewestRun();
    await troupe.answer('Once more.');
    const gone = page.getByRole('article', { name: 'The session of a server is gone' });
    await expect(gone).toContainText('went to a server that ended when the run was left');
    await expect(gone).toContainText('get-sum');
    const { violations } = await new AxeBuilder({ page }).include('.pending-cards').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await gone.getByRole('button', { name: 'Start a new session' }).click();
    await expect(troupe.status('Finished')).toBeVisible();
    await expect(troupe.speeches('ada').last()).toContainText('The sum of 2 and 3 is 5.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a server asks a person within a call, who declines, or fills in its form, also after a kill', async ({
  troupe,
  host,
}) => {
  const { page } = troupe;
  const folder = mkdtempSync(join(tmpdir(), 'troupe-mcp-journey-'));
  const form = page.getByRole('form', { name: 'Form' });
  try {
    await troupe.open(host.address);
    await troupe.openFile(adder(join(folder, 'starts'), { tool: 'trigger-elicitation-request' }));

    await test.step('the form says who asks, and has a field for each thing that is asked', async () => {
      await troupe.run('Ask me.');
      await page.getByRole('button', { name: 'Trust it and run' }).click();
      const card = page.getByRole('article', { name: 'May start_mcp_server be called?' });
      await card.getByRole('button', { name: 'Always for this tool' }).click();
      const call = page.getByRole('article', { name: 'May trigger-elicitation-request be called?' });
      await call.getByRole('button', { name: 'Always for this tool' }).click();
      await expect(form).toContainText('A server asks you');
      await expect(form).toContainText('Please provide inputs for the following fields:');
      await expect(form.getByRole('group', { name: /Titled Multiple/ }).getByRole('checkbox')).toHaveCount(3);
      const { violations } = await new AxeBuilder({ page }).include('form.composer').analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    });

    await test.step('it is not told what somebody declines', async () => {
      await form.getByRole('button', { name: 'Decline' }).click();
      await expect(troupe.status('Finished')).toBeVisible();
      await expect(troupe.speeches('ada')).toContainText('User declined');
      await expect(page.getByText('and was told nothing: declined.')).toBeVisible();
    });

    await test.step('what is answered after a kill is told when the call may be made again', async () => {
      await troupe.button('Back to design').click();
      await troupe.run('Ask me.');
      await expect(form).toBeVisible();
      await host.kill();
      await host.start();
      await troupe.open(host.address);
      await troupe.openRecentTeam('Sums');
      await troupe.openNewestRun();
      await form.getByRole('textbox', { name: 'String', exact: true }).fill('Ada');
      await form.getByRole('textbox', { name: /^Integer/ }).fill('700');
      await form.getByRole('button', { name: 'Send' }).click();
      await expect(form.getByRole('status')).toHaveText('"Integer" is at most 100.');
      await form.getByRole('textbox', { name: /^Integer/ }).fill('7');
      await form.getByRole('checkbox', { name: 'Trout' }).check();
      await form.getByRole('button', { name: 'Send' }).click();
      await page.getByRole('button', { name: 'No, run it again' }).click();
      await expect(troupe.status('Finished')).toBeVisible();
      await expect(troupe.speeches('ada')).toContainText('Name: Ada');
      await expect(troupe.speeches('ada')).toContainText('fish-3');
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a server at an address of this computer needs one answer, which is remembered by the address', async ({
  troupe,
  host,
}) => {
  const { page } = troupe;
  const { url, stop } = await everythingOverHttp();
  try {
    await troupe.open(host.address);
    await troupe.openFile(adder('', { url }));
    await troupe.run('Add them.');
    const trust = page.getByRole('dialog').filter({ hasText: 'Trust it and run' });
    await expect(trust).toContainText(url);
    await trust.getByRole('button', { name: 'Trust it and run' }).click();
    const card = page.getByRole('article', { name: 'May connect_mcp_server be called?' });
    await expect(card).toContainText(url);
    await expect(card).toContainText('this computer');
    await card.getByRole('button', { name: 'Always for this tool' }).click();
    await expect(troupe.speeches('ada')).toContainText('The sum of 2 and 3 is 5.');
    await troupe.button('Back to design').click();
    await troupe.run('Add them.');
    await expect(troupe.status('Finished')).toBeVisible();
    await expect(troupe.speeches('ada')).toContainText('The sum of 2 and 3 is 5.');
  } finally {
    stop();
  }
});
