import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Issue } from '../../shared/team/issue.ts';
import { TeamDrawing } from '../../shared/team/team-drawing.fixture.ts';
import { appStore } from '../store/app.ts';
import { Dialogs } from './dialogs.tsx';

const asked = vi.hoisted(() => [] as unknown[]);
vi.mock('../rpc/api.ts', () => ({
  connection: {},
  api: {
    documents: {
      importFile: async (file: unknown) => {
        asked.push(file);
        return { stored: { document: new TeamDrawing().document, version: 1 }, notes: [] };
      },
    },
  },
}));

const issue = (severity: Issue['severity'], path: string): Issue => ({
  rule: 'any',
  severity,
  path,
  message: `The ${severity}.`,
});

beforeEach(() => {
  asked.length = 0;
  appStore.getState().show('start');
  appStore.getState().openDialog({
    type: 'import',
    outcome: {
      ok: true,
      fileName: 'duo.json',
      text: '{}',
      document: { ...new TeamDrawing().document, name: 'Duo' },
      issues: [issue('error', '$.config.participants'), issue('warning', '$.config.max_turns'), issue('note', '$')],
    },
  });
  render(<Dialogs />);
});

it('lists what keeps a team from running, and what else is to be known, with the places in the file', () => {
  const [problems, notes] = screen.getAllByRole('list');
  expect(screen.getByRole('heading', { name: 'One problem keeps it from running' })).toBeTruthy();
  expect(
    within(problems!)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual(['The error.$.config.participants']);
  expect(screen.getByRole('heading', { name: '2 notes on what is in it' })).toBeTruthy();
  expect(
    within(notes!)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual(['The warning.$.config.max_turns', 'The note.$']);
});

it.each(['{Escape}', 'Cancel'])('keeps nothing at %s, and stays where it was', async (way) => {
  if (way === 'Cancel') await userEvent.click(screen.getByRole('button', { name: way }));
  else await userEvent.keyboard(way);
  expect([asked, appStore.getState().dialog, appStore.getState().screen]).toEqual([[], null, 'start']);
});

it('stores the file when it is opened, and shows the team', async () => {
  await userEvent.click(screen.getByRole('button', { name: 'Open team' }));
  await vi.waitFor(() => expect(appStore.getState().screen).toBe('editor'));
  expect(asked).toEqual([{ fileName: 'duo.json', text: '{}' }]);
});
