import { expect, it } from 'vitest';
import { ALLOW_ALL, USUAL_RULES } from '../run/approval.ts';
import { TeamDocument } from '../team/document.ts';
import {
  approvalDefaults,
  type ApprovalSettings,
  rulesAround,
  usualApprovals,
  withOwnRules,
} from './approval-settings.ts';

const document = TeamDocument.parse({
  format: 'troupe.team',
  version: 1,
  id: 'doc-1',
  name: 'Team',
  description: '',
  root: null,
  nodes: [
    {
      id: 'n1',
      component: {
        provider: 'autogen_agentchat.agents.AssistantAgent',
        component_type: 'agent',
        config: { name: 'ada' },
      },
    },
    {
      id: 'n3',
      component: { provider: 'autogen_agentchat.teams.Swarm', component_type: 'team', config: {} },
    },
    { id: 'n2', component: { provider: 'x.Part', component_type: 'tool', config: {} } },
  ],
  edges: [{ id: 'e1', kind: 'participant', source: 'n1', target: 'n3', slot: 'participants', order: 0 }],
  layout: {},
  notes: [],
});

const change = (settings: ApprovalSettings, node: string | null, rules: object): ApprovalSettings => ({
  ...settings,
  documents: withOwnRules(settings, { document: 'doc-1', node, rules }),
});

it('are the usual rules where nobody chose anything', () => {
  expect(usualApprovals(approvalDefaults)).toEqual({ run: USUAL_RULES, agents: {} });
  expect(usualApprovals({ ...approvalDefaults, rules: ALLOW_ALL.run }, document)).toEqual(ALLOW_ALL);
});

it('are those of the document and of its agents, by their names; others are not touched', () => {
  const own = change(change(change(approvalDefaults, null, { write: 'allow' }), 'n1', { write: 'deny' }), 'n2', {
    read: 'ask',
  });
  expect(usualApprovals(own, document)).toEqual({
    run: { ...USUAL_RULES, write: 'allow' },
    agents: { ada: { write: 'deny' } },
  });
  expect(usualApprovals(own, { ...document, id: 'other' as typeof document.id })).toEqual({
    run: USUAL_RULES,
    agents: {},
  });
});

it('leave nothing behind when they are taken back', () => {
  const own = change(change(approvalDefaults, null, { write: 'allow' }), 'n1', { write: 'deny' });
  expect(change(change(own, 'n1', {}), null, {}).documents).toEqual({});
});

it('are known for a team without a name by its class, and hold for whoever is in it and has none', () => {
  const own = change(change(approvalDefaults, null, { write: 'allow' }), 'n3', { network: 'deny' });
  expect(usualApprovals(own, document).agents).toEqual({ Swarm: { network: 'deny' } });
  const [ada] = document.nodes;
  expect(rulesAround(own, { document, node: ada!.id })).toEqual({ ...USUAL_RULES, write: 'allow', network: 'deny' });
});
