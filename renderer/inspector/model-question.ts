import type { JsonObject } from '../../shared/json.ts';
import { definitionOf } from '../../shared/team/document-graph.ts';
import type { TeamNode } from '../../shared/team/document.ts';

/** What the engine needs to know of a model node, as it stands on the canvas. */
export function modelQuestion(node: TeamNode): { provider: string; config: JsonObject } {
  const { provider, config } = node.component;
  return { provider: definitionOf(node)?.provider ?? provider, config };
}
