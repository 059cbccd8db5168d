import type { ComponentSlot } from '../../shared/component/definition.ts';
import { graphFlow, swarm } from '../../shared/component/teams.ts';
import type { NodeId } from '../../shared/ids.ts';
import type { Json } from '../../shared/json.ts';
import { definitionOf, edgesInto, findNode } from '../../shared/team/document-graph.ts';
import type { TeamDocument, TeamNode } from '../../shared/team/document.ts';
import type { TeamEdge } from '../../shared/team/edge.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { nodeTitle } from '../../shared/team/names.ts';
import { childrenIn } from './component-tree.ts';
import type { ComponentTree, SlotContent, SlotEntry } from './component-tree.ts';
import { withFlows } from './graph-wires.ts';
import { withHandoffs } from './handoff-wires.ts';
import { mergeInOrder } from './merge-in-order.ts';

/** Shared nodes are copied into every place, so a small drawing can stand for a giant team. No real one comes near. */
const MAX_COMPONENTS = 20_000;

/** The tree under a node of a drawing, or why there is none. */
export type DocumentTree =
  { readonly ok: true; readonly tree: ComponentTree } | { readonly ok: false; readonly issues: readonly Issue[] };

/** Brings a node, and all that is wired into it, into tree form. A shared node stands in each of its places. */
export function treeOfDocument(document: TeamDocument, root: NodeId): DocumentTree {
  const builder = new TreeBuilder(document);
  const node = findNode(document, root);
  if (node === undefined) {
    const message = `The drawing names "${root}" as its root, but there is no such component on it.`;
    return { ok: false, issues: [{ rule: 'no-root', severity: 'error', path: '$', message }] };
  }
  const tree = builder.build(node, []);
  return builder.issues.length > 0 ? { ok: false, issues: builder.issues } : { ok: true, tree };
}

class TreeBuilder {
  readonly issues: Issue[] = [];
  readonly #document: TeamDocument;
  #built = 0;

  constructor(document: TeamDocument) {
    this.#document = document;
  }

  build(node: TeamNode, ancestors: readonly NodeId[]): ComponentTree {
    const definition = definitionOf(node);
    const slots = new Map<string, SlotContent>();
    const config: Record<string, Json | undefined> = { ...node.component.config };
    for (const slot of definition?.slots ?? []) {
      const content = this.#content(slot, { node, ancestors });
      if (content === undefined) continue;
      slots.set(slot.key, content);
      delete config[slot.key];
    }
    const component = { ...node.component, config };
    return this.#withSequence({ component, definition, node: node.id, path: [], slots });
  }

  #content(
    slot: ComponentSlot,
    { node, ancestors }: { node: TeamNode; ancestors: readonly NodeId[] },
  ): SlotContent | undefined {
    const edges = edgesInto(this.#document, { target: node.id, slot: slot.key });
    const entries = edges.flatMap((edge) => {
      const tree = this.#child(edge, [...ancestors, node.id]);
      return tree === undefined
        ? []
        : [{ order: edge.order, value: { type: 'component', tree, edge: edge.id } as const }];
    });
    if (entries.length === 0) return undefined;
    const isList = slot.many && !(edges.length === 1 && edges[0]?.data?.['single'] === true);
    const kept = node.component.config[slot.key];
    const verbatim = isList && Array.isArray(kept) ? kept : [];
    const others = verbatim.map((value: Json) => ({ type: 'verbatim', value }) as const);
    return { slot, isList, entries: mergeInOrder<SlotEntry>(entries, others) };
  }

  #child(edge: TeamEdge, ancestors: readonly NodeId[]): ComponentTree | undefined {
    const node = findNode(this.#document, edge.source);
    if (node === undefined) return undefined; // a wire from nowhere: told by the rules
    if (ancestors.includes(node.id)) {
      this.#fail('nested-in-itself', {
        node,
        message: `${nodeTitle(node)} stands inside itself. Take one of its wires away.`,
      });
      return undefined;
    }
    this.#built++;
    if (this.#built > MAX_COMPONENTS) {
      this.#fail('too-large', { node, message: `Written out, this team has more than ${MAX_COMPONENTS} components.` });
      return undefined;
    }
    return this.build(node, ancestors);
  }

  #fail(rule: string, { node, message }: { node: TeamNode; message: string }): void {
    if (this.issues.some((issue) => issue.rule === rule && issue.node === node.id)) return;
    this.issues.push({ rule, severity: 'error', node: node.id, path: '$', message });
  }

  /** Handoffs and flows are wires of the drawing, but texts in a component's config. */
  #withSequence(tree: ComponentTree): ComponentTree {
    const provider = tree.definition?.provider;
    if (provider !== swarm.provider && provider !== graphFlow.provider) return tree;
    const members = childrenIn(tree, 'participants');
    return provider === swarm.provider
      ? withHandoffs(tree, { members, edges: this.#document.edges })
      : withFlows(tree, { members, edges: this.#document.edges });
  }
}
