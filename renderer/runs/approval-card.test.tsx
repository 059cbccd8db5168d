import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ApprovalRequest } from '../../shared/run/approval.ts';
import type { RunControl } from '../../shared/run/command.ts';
import { SAMPLE_RUN } from '../../shared/run/fold/sample-run.ts';
import type { PendingHold } from '../../shared/run/fold/pending.ts';
import { ApprovalCard } from './approval-card.tsx';
import { RunStore } from './run-store.ts';

const asked = vi.hoisted(() => [] as unknown[]);
vi.mock('../rpc/api.ts', () => ({
  connection: {},
  api: { runs: { control: async ({ control }: { control: RunControl }) => void asked.push(control) } },
}));

const CALL: ApprovalRequest = { tool: 'send', arguments: { to: 'bob' }, risk: 'network', canRemember: true };

async function show(request: ApprovalRequest = CALL): Promise<HTMLElement> {
  const { api } = await import('../rpc/api.ts');
  const store = new RunStore(SAMPLE_RUN, {
    runs: api.runs,
    schedule: () => undefined,
    wait: () => new Promise(() => {}),
    now: () => 0,
    breakpoints: () => [],
  });
  const place = 'turn/1/writer/call:0/tool:0/approval';
  const pending = { type: 'approval', request } as const;
  const hold: PendingHold = { place, path: place, why: 'approval', point: 'effect', sinceMs: 0, pending };
  render(<ApprovalCard store={store} hold={hold} request={request} />);
  return screen.getByRole('article', { name: /^May / });
}

const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }));

beforeEach(() => {
  asked.length = 0;
});

describe('a call that wants to be allowed', () => {
  it('shows what it does, and its exact arguments', async () => {
    const card = await show();
    expect(card.textContent).toContain('This call uses the network.');
    expect(within(card).getByLabelText('Arguments of send').textContent).toBe('to"bob"');
  });

  it('shows what hides in them, and a long text in its lines', async () => {
    const call = { path: 'a\u202etxt.exe', content: 'one\ntwo\u200b' };
    const card = await show({ ...CALL, arguments: call });
    expect(card.textContent).toContain(String.raw`path"a\u202etxt.exe"`);
    expect(card.textContent).toContain(String.raw`two\u{200b}`);
    await press('Edit…');
    const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Arguments of send, as JSON' });
    expect(field.value).toContain(String.raw`"a\u202etxt.exe"`);
    await press(/^Allow with these/);
    expect(asked).toMatchObject([{ arguments: call }]);
  });

  it('shows code as code', async () => {
    const code_blocks = [{ language: 'python', code: 'print(1)\nprint(2)' }];
    const card = await show({ tool: 'code executor', arguments: { code_blocks }, risk: 'execute', canRemember: false });
    expect(within(card).getByLabelText('Code in python').textContent).toBe('print(1)\nprint(2)');
    expect(within(card).queryByRole('button', { name: 'Always for this tool' })).toBeNull();
  });

  it('shows a text of several lines as its lines', async () => {
    const card = await show({ ...CALL, arguments: { path: 'a', content: 'one\n\ttwo' } });
    expect(within(card).getByLabelText('Arguments of send').textContent).toBe('path"a"contentone\n\ttwo');
  });

  it('is allowed with other code, which is written as code', async () => {
    const code_blocks = [{ language: 'python', code: 'print(1)' }];
    const card = await show({ tool: 'code executor', arguments: { code_blocks }, risk: 'execute', canRemember: false });
    expect(card.textContent).toContain('asks to run code');
    await press('Edit…');
    const field = screen.getByRole('textbox', { name: 'Code in python' });
    await userEvent.type(field, '{Enter}print(2){Control>}{Enter}{/Control}');
    expect(asked).toMatchObject([
      { decision: 'allow', arguments: { code_blocks: [{ language: 'python', code: 'print(1)\nprint(2)' }] } },
    ]);
  });

  it.each([
    ['Allow once', 'allow'],
    ['Allow for this run', 'allow-for-run'],
    ['Always for this tool', 'always'],
  ])('is answered by "%s"', async (name, decision) => {
    const card = await show();
    await press(name);
    const place = 'turn/1/writer/call:0/tool:0/approval';
    expect([asked, card.isConnected]).toEqual([[{ type: 'approve', place, decision }], true]);
  });

  it('is allowed with other arguments, once they are an object', async () => {
    await show();
    await press('Edit…');
    const field = screen.getByRole('textbox', { name: 'Arguments of send, as JSON' });
    await userEvent.clear(field);
    await userEvent.type(field, '[[1]');
    expect([field.getAttribute('aria-invalid'), screen.getByText('This is no JSON object.').tagName]).toEqual([
      'true',
      'P',
    ]);
    await userEvent.clear(field);
    await userEvent.type(field, '{{"to":"ada"}{Control>}{Enter}{/Control}');
    expect(asked).toMatchObject([{ decision: 'allow', arguments: { to: 'ada' } }]);
  });

  it('is denied with a reason, by the keyboard alone', async () => {
    await show();
    screen.getByRole('button', { name: 'Deny…' }).focus();
    await userEvent.keyboard('{Enter}');
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Why send is not allowed' }));
    await userEvent.keyboard('Not to Bob.{Control>}{Enter}{/Control}');
    expect(asked).toMatchObject([{ decision: 'deny', reason: 'Not to Bob.' }]);
  });

  it('says why changed arguments were not taken', async () => {
    await show({ ...CALL, problem: 'These are none.' });
    expect(screen.getByRole('alert').textContent).toBe('These are none.');
  });
});
