import { className } from '../../shared/component/registry.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { isIdentifier, toIdentifier, uniqueName } from '../../shared/team/names.ts';
import { childrenIn, treeName } from './component-tree.ts';
import type { ComponentTree } from './component-tree.ts';
import { issueAt } from './issue-at.ts';

/** Names of the group chat managers: in a saved state they stand beside the names of the members. (AutoGen 4.1) */
const MANAGERS: ReadonlyMap<string, string> = new Map([
  ['RoundRobinGroupChat', 'RoundRobinGroupChatManager'],
  ['SelectorGroupChat', 'SelectorGroupChatManager'],
  ['Swarm', 'SwarmGroupChatManager'],
  ['MagenticOneGroupChat', 'MagenticOneOrchestrator'],
  ['GraphFlow', 'GraphManager'],
  ['Broadcast', 'BroadcastManager'],
  ['Debate', 'DebateManager'],
  ['Consensus', 'ConsensusManager'],
]);

/** The name of an agent itself, and in a team the names of its members among each other. */
export function checkNames(tree: ComponentTree): Issue[] {
  if (tree.definition?.componentType === 'agent') return checkIdentifier(tree);
  if (tree.definition?.componentType === 'team') return checkMembers(tree);
  return [];
}

function checkIdentifier(agent: ComponentTree): Issue[] {
  const name = agent.component.config['name'];
  if (typeof name !== 'string' || isIdentifier(name)) return []; // another type is told by the schema
  const suggestion = toIdentifier(name);
  const message =
    name === ''
      ? 'This agent has no name. Give it one of letters, digits and underscores.'
      : `"${name}" cannot be the name of an agent: use letters, digits and underscores, and no digit first.`;
  return [
    issueAt(agent, { rule: 'invalid-name', path: ['config', 'name'], message, fix: `Rename it to "${suggestion}".` }),
  ];
}

function checkMembers(team: ComponentTree): Issue[] {
  const members = childrenIn(team, 'participants');
  const names = members.map(nameInTeam);
  const manager = MANAGERS.get(className(team.definition?.provider ?? ''));
  return members.flatMap((member, index): Issue[] => {
    const name = names[index] ?? '';
    const fix = `Rename it to "${uniqueName(name, [...names, manager ?? ''])}".`;
    const about = { path: ['config', 'name'], fix };
    if (name !== '' && names.indexOf(name) < index) {
      const message = `Two members of this team are called "${name}". Give one of them another name.`;
      return [issueAt(member, { rule: 'duplicate-name', ...about, message })];
    }
    if (name === manager) {
      const message = `"${name}" is the name of this team's manager. Give the member another name.`;
      return [issueAt(member, { rule: 'manager-name', ...about, message })];
    }
    if (member.definition?.componentType === 'team' && !/^[\w\-.]+$/.test(name)) {
      const message = `"${name}" cannot be the name of a team inside a team: use letters, digits, "_", "-" and ".".`;
      return [
        issueAt(member, {
          rule: 'invalid-name',
          path: ['config', 'name'],
          message,
          fix: `Rename it to "${toIdentifier(name)}".`,
        }),
      ];
    }
    return [];
  });
}

/** A team without a name goes by that of its class. (AutoGen: BaseGroupChat) */
function nameInTeam(member: ComponentTree): string {
  const { definition } = member;
  return treeName(member) || (definition?.componentType === 'team' ? className(definition.provider) : '');
}
