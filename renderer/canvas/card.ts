import type { NodeId } from '../../shared/ids.ts';
import type { CastMember } from '../nodes/cast.ts';
import type { SentencePart } from '../nodes/sentence.ts';

/** A part that is folded into the card of the one that uses it. */
export interface Chip {
  readonly node: NodeId;
  readonly label: string;
  readonly shape: 'tool' | 'memory';
}

/** What a handle takes, drawn as its shape: square, diamond, arch. */
export type SocketShape = 'model' | 'tool' | 'memory' | 'part';

export interface CommonCard {
  readonly id: NodeId;
  readonly title: string;
  /** The container it stands in; null on the open canvas. */
  readonly team: NodeId | null;
  /** 0 on the open canvas, 1 inside a team, 2 inside a team within that, and so on. */
  readonly depth: number;
}

export interface AgentCard extends CommonCard {
  readonly type: 'agent';
  readonly role: string;
  readonly cast: CastMember;
  /** Plain words of its kind: "Assistant". */
  readonly kind: string;
  /** Name of its model; null where it has none or takes none. */
  readonly model: string | null;
  /** True where it cannot run without a model. */
  readonly needsModel: boolean;
  /** Plain words of where it runs code; null where it runs none. */
  readonly executor: string | null;
  readonly chips: readonly Chip[];
  readonly sockets: readonly SocketShape[];
  /** Position in its team from 1; null outside of one and where order means nothing. */
  readonly turn: number | null;
  /** True inside a nested team: the card shows portrait, name and role only. */
  readonly isMini: boolean;
}

export interface TeamCard extends CommonCard {
  readonly type: 'team';
  /** "Round robin" */
  readonly pattern: string;
  /** Who decides who speaks next, for the podium. */
  readonly podium: string;
  /** False where wires of its own say who follows whom. */
  readonly hasTrunk: boolean;
  /** True where the order of the members is the order of speaking. */
  readonly isOrdered: boolean;
  readonly sentence: readonly SentencePart[];
  /** Agents and teams in it, in order. */
  readonly members: readonly NodeId[];
  readonly agents: number;
  readonly teams: number;
  readonly sockets: readonly SocketShape[];
  readonly maxTurns: number | null;
}

/** A model, tool, memory, rule or other part that stands on its own. */
export interface PartCard extends CommonCard {
  readonly type: 'part';
  readonly shape: SocketShape | 'rule';
  readonly detail: string;
  readonly sockets: readonly SocketShape[];
}

export type Card = AgentCard | TeamCard | PartCard;
