import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ORPCError } from '@orpc/client';
import { expect, it, vi } from 'vitest';
import { changeSettings, NOTHING_CHOSEN } from '../../shared/settings/change-settings.ts';
import { defaultSettings, type SettingsChange } from '../../shared/settings/settings.ts';
import type { TrustPiece } from '../../shared/team/trust-piece.ts';
import { startRun } from '../frame/start-run.ts';
import { editorStore } from '../store/editor.ts';
import { useSettings } from '../store/settings.ts';
import { Dialogs } from './dialogs.tsx';

const engine = vi.hoisted(() => ({ pieces: [] as unknown[], changes: [] as unknown[], started: 0 }));
vi.mock('../rpc/api.ts', () => ({
  connection: {},
  api: {
    documents: { save: async () => ({ version: 1 }), check: async () => [] },
    runs: {
      start: async () => {
        if (engine.pieces.length > 0) throw new ORPCError('NOT_TRUSTED', { data: { pieces: engine.pieces } });
        engine.started += 1;
        return { run: 'run-1' };
      },
    },
    settings: {
      update: async (change: SettingsChange) => {
        engine.changes.push(change);
        engine.pieces = [];
        const changed = changeSettings(NOTHING_CHOSEN, change);
        if (!changed.ok) throw new Error('unreachable');
        return changed.settings;
      },
    },
  },
}));

it('shows what an imported team runs before it does, and runs it when a person says so', async () => {
  useSettings.setState({ settings: defaultSettings, problem: null });
  const piece: TrustPiece = { digest: 'd', kind: 'code', title: 'Python tool count', text: 'def count(): ...' };
  engine.pieces = [piece];
  render(<Dialogs />);
  await startRun({ task: 'Go.', attachments: [], debug: false, holdOnLoop: null, budget: null });
  const dialog = await screen.findByRole('dialog', { name: 'This team came from a file' });
  const list = within(dialog).getByRole('list', { name: 'What it runs' });
  expect(within(list).getByLabelText('Code in this file, Python tool count').textContent).toBe('def count(): ...');
  expect([engine.started, editorStore.getState().openRunId]).toEqual([0, null]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Trust it and run' }));
  expect(engine.changes).toEqual([{ trust: { trusted: [{ digest: 'd', title: 'Python tool count' }] } }]);
  await vi.waitFor(() => expect(engine.started).toBe(1));
  expect(screen.queryByRole('dialog')).toBeNull();
});
