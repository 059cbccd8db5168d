import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { DocumentId, RunId } from '../../shared/ids.ts';
import type { RunStatus, RunSummary } from '../../shared/run/summary.ts';
import { TeamDrawing } from '../../shared/team/team-drawing.fixture.ts';
import { appStore } from '../store/app.ts';
import { editorStore } from '../store/editor.ts';
import { RecentTeams } from './recent-teams.tsx';

const asked = vi.hoisted(() => [] as unknown[]);
vi.mock('../rpc/api.ts', () => ({
  connection: {},
  api: {
    documents: {
      open: async ({ id }: { id: DocumentId }) => ({ document: { ...new TeamDrawing().document, id }, version: 1 }),
    },
    runs: {
      resume: async ({ run }: { run: RunId }) => void asked.push(`resume ${run}`),
      watch: async () => new Promise(() => {}),
    },
  },
}));

const line = (name: string) => ({ id: DocumentId.parse(name), name, version: 1, updatedAtMs: 0, agents: 2 });
const run = (id: string, document: string, status: RunStatus): RunSummary => ({
  id: RunId.parse(id),
  title: document,
  document: DocumentId.parse(document),
  status,
  createdAtMs: 0,
  endedAtMs: null,
  lastSequence: 1,
  stopReason: null,
  parent: null,
  costUsd: 0,
  unpricedCalls: 0,
});

beforeEach(() => {
  asked.length = 0;
  appStore.getState().show('start');
  editorStore.getState().closeRun();
  const runs = [
    run('a-3', 'Alpha', 'finished'),
    run('a-2', 'Alpha', 'paused'),
    run('a-1', 'Alpha', 'interrupted'),
    run('b-1', 'Beta', 'interrupted'),
    run('c-1', 'Gamma', 'running'),
  ];
  render(<RecentTeams documents={['Alpha', 'Beta', 'Gamma'].map(line)} runs={runs} onChange={() => {}} />);
});

it('tells of each team how its newest open run stands', () => {
  const rows = screen.getAllByRole('listitem');
  expect(rows.map((row) => /Paused|Interrupted|Running|Finished/.exec(row.textContent)?.[0])).toEqual([
    'Paused',
    'Interrupted',
    undefined,
  ]);
  expect(rows.map((row) => within(row).queryByRole('button', { name: /^Go on with/ }) !== null)).toEqual([
    true,
    true,
    false,
  ]);
});

it('opens a paused run where it is held', async () => {
  await userEvent.click(screen.getByRole('button', { name: 'Go on with Alpha' }));
  await vi.waitFor(() => expect(editorStore.getState().openRunId).toBe('a-2'));
  expect([appStore.getState().screen, editorStore.getState().document.id, asked]).toEqual(['editor', 'Alpha', []]);
});

it('resumes a run whose engine went away', async () => {
  await userEvent.click(screen.getByRole('button', { name: 'Go on with Beta' }));
  await vi.waitFor(() => expect(asked).toEqual(['resume b-1']));
  expect(editorStore.getState().openRunId).toBe('b-1');
});
