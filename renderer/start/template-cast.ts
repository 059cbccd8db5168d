import type { TemplateSummary } from '../../shared/rpc/app-contract.ts';
import { componentTypeOf } from '../../shared/team/document-graph.ts';
import type { AgentCard, TeamCard } from '../canvas/card.ts';
import { makeScene } from '../canvas/scene.ts';
import { nodeTitle } from '../nodes/node-title.ts';

/** A template as the canvas would draw it: its team and the agents in it, in order. */
export interface TemplateCast {
  readonly team: TeamCard | null;
  readonly agents: readonly AgentCard[];
  /** Names of all tools, each once. */
  readonly tools: readonly string[];
}

const known = new WeakMap<TemplateSummary, TemplateCast>();

/** The cast of a template; made once for each that came from the engine. */
export function templateCast(template: TemplateSummary): TemplateCast {
  const kept = known.get(template);
  if (kept !== undefined) return kept;
  const { document } = template;
  const { cards } = makeScene(document, null);
  const root = document.root === null ? undefined : cards.get(document.root);
  const tools = document.nodes.filter((node) => componentTypeOf(node) === 'tool').map(nodeTitle);
  const cast: TemplateCast = {
    team: root?.type === 'team' ? root : null,
    agents: [...cards.values()].filter((card) => card.type === 'agent'),
    tools: [...new Set(tools)],
  };
  known.set(template, cast);
  return cast;
}
