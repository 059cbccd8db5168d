import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { DocumentId } from '../../shared/ids.ts';
import { editorStore } from '../store/editor.ts';
import { ParkedRunOffer } from './parked-run-offer.tsx';

const engine = vi.hoisted(() => ({ runs: [] as object[] }));
vi.mock('../rpc/api.ts', () => ({ connection: {}, api: { runs: { list: async () => engine.runs } } }));

const show = () => render(<ParkedRunOffer documentId={DocumentId.parse('team')} />);
const offer = () => screen.queryByRole('group', { name: 'Run to go on with' });

beforeEach(() => {
  editorStore.getState().closeRun();
  engine.runs = [
    { id: 'r-2', status: 'finished', createdAtMs: 0 },
    { id: 'r-1', status: 'waiting', createdAtMs: 0 },
  ];
});

it('opens the run that waits', async () => {
  show();
  await vi.waitFor(() => expect(offer()?.textContent).toContain('Waiting for you'));
  await userEvent.click(screen.getByRole('button', { name: 'Go on' }));
  expect(editorStore.getState().openRunId).toBe('r-1');
});

it('goes away when it is not wanted now', async () => {
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Not now' }));
  expect(offer()).toBeNull();
});
