import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { NodeId } from '../../shared/ids.ts';
import { changeSettings, NOTHING_CHOSEN } from '../../shared/settings/change-settings.ts';
import { defaultSettings, type SettingsChange } from '../../shared/settings/settings.ts';
import { TeamDrawing } from '../../shared/team/team-drawing.fixture.ts';
import { HUMAN, ROUND_ROBIN } from '../canvas/scene.fixture.ts';
import { Inspector } from '../inspector/inspector.tsx';
import { editorStore } from '../store/editor.ts';
import { useSettings } from '../store/settings.ts';

const kept = vi.hoisted(() => ({ changes: [] as unknown[] }));
vi.mock('../rpc/api.ts', () => ({
  api: {
    settings: {
      update: async (change: SettingsChange) => {
        kept.changes.push(change);
        const changed = changeSettings(NOTHING_CHOSEN, change);
        if (!changed.ok) throw new Error('unreachable');
        return changed.settings;
      },
    },
  },
}));

let drawing: TeamDrawing;
let team: NodeId;

beforeEach(() => {
  kept.changes = [];
  drawing = new TeamDrawing();
  team = drawing.add(ROUND_ROBIN, { name: 'team' });
  drawing.document = { ...drawing.document, root: team };
  useSettings.setState({ settings: defaultSettings, problem: null });
});

async function openApprovals(node: NodeId): Promise<void> {
  editorStore.getState().openDocument({ document: drawing.document, version: 1 });
  editorStore.getState().selectNodes([node]);
  render(<Inspector />);
  await userEvent.click(screen.getByText('Approvals'));
}

const choice = (name: string): HTMLSelectElement => screen.getByRole('combobox', { name });

it('gives a code runner, which has no tools, rules of its own', async () => {
  const runner = drawing.add('autogen_agentchat.agents.CodeExecutorAgent', { name: 'runner' });
  drawing.wire(runner, team);
  await openApprovals(runner);
  await userEvent.selectOptions(choice('Run code in the sandbox'), 'Ask');
  expect(kept.changes).toEqual([
    { approvals: { documents: { [drawing.document.id]: { run: {}, agents: { [runner]: { sandboxed: 'ask' } } } } } },
  ]);
  expect(screen.getByText('· own rules')).toBeTruthy();
  expect(screen.getByText(/^Asks about code, changes, programs and the network\./)).toBeTruthy();
});

it('says what is usual for an agent in a team with rules of its own', async () => {
  const inner = drawing.add(ROUND_ROBIN, { name: 'inner' });
  const clerk = drawing.add('autogen_agentchat.agents.AssistantAgent', { name: 'clerk' });
  drawing.wire(inner, team);
  drawing.wire(clerk, inner);
  const documents = { [drawing.document.id]: { run: {}, agents: { [inner]: { write: 'deny' as const } } } };
  useSettings.setState({
    settings: { ...defaultSettings, approvals: { ...defaultSettings.approvals, documents } },
  });
  await openApprovals(clerk);
  expect(choice('Change files and other things').selectedOptions[0]?.text).toBe('As usual: do not allow');
});

it('has the rules of all runs on the card of the team that is run', async () => {
  await openApprovals(team);
  await userEvent.selectOptions(choice('Use the network'), 'Do not allow');
  expect(kept.changes).toEqual([
    { approvals: { documents: { [drawing.document.id]: { run: { network: 'deny' }, agents: {} } } } },
  ]);
});

it('is not on the card of whoever calls nothing', () => {
  const person = drawing.add(HUMAN, { name: 'you' });
  drawing.wire(person, team);
  editorStore.getState().openDocument({ document: drawing.document, version: 1 });
  editorStore.getState().selectNodes([person]);
  render(<Inspector />);
  expect(screen.queryByText('Approvals')).toBeNull();
});
