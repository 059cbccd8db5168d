import type { ComponentModel } from '../../../shared/component/envelope.ts';
import { andTermination, maxMessageTermination, orTermination } from '../../../shared/component/terminations.ts';
import type { Scenario } from './answer-length.ts';

/** Rounds that a team is counted with in the longest case where nothing ends it for certain. */
const ROUNDS_WITHOUT_END = 6;

/** Turns after which a stop rule ends a team for certain, and whether it may end it before. */
interface Reach {
  readonly cap: number;
  readonly isOpen: boolean;
}

/** How many turns a team takes: as many as its rules allow, where only they end it; else between one round and that. */
export function stopTurns(team: ComponentModel, members: number, scenario: Scenario): number {
  const { max_turns, termination_condition } = team.config;
  const rule = reachOf(termination_condition as ComponentModel | null | undefined);
  const ownCap = typeof max_turns === 'number' ? max_turns : Number.POSITIVE_INFINITY;
  const cap = Math.min(ownCap, rule.cap);
  const most = Number.isFinite(cap) ? Math.max(1, cap) : members * ROUNDS_WITHOUT_END;
  const mayEndEarly = rule.isOpen || !Number.isFinite(cap);
  if (!mayEndEarly || scenario === 'high') return most;
  const least = Math.min(most, members);
  // Between a few turns and many the middle is where it is as many times more as it is fewer.
  return scenario === 'low' ? least : Math.round(Math.sqrt(least * most));
}

const NEVER: Reach = { cap: Number.POSITIVE_INFINITY, isOpen: false };

function reachOf(rule: ComponentModel | null | undefined): Reach {
  if (rule === null || rule === undefined) return NEVER;
  const children = ((rule.config['conditions'] ?? []) as unknown as ComponentModel[]).map(reachOf);
  switch (rule.provider) {
    case maxMessageTermination.provider:
      return { cap: Number(rule.config['max_messages']) - 1, isOpen: false }; // the task is the first message
    case orTermination.provider:
      return { cap: Math.min(...children.map(({ cap }) => cap)), isOpen: children.some(({ isOpen }) => isOpen) };
    case andTermination.provider:
      return { cap: Math.max(...children.map(({ cap }) => cap)), isOpen: children.every(({ isOpen }) => isOpen) };
    default:
      return { cap: Number.POSITIVE_INFINITY, isOpen: true };
  }
}
