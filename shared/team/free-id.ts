import { EdgeId, NodeId } from '../ids.ts';

const MAX_BASE_LENGTH = 90;

/**
 * Readable ids that no element has yet: `writer`, then `writer-2`, `writer-3`… The same edits of the same document give
 * the same ids, so files differ little.
 */
export function freeNodeId(wanted: string, taken: ReadonlySet<string>): NodeId {
  return NodeId.parse(freeId(wanted, taken));
}

/** The same for a wire, named after its ends. */
export function freeEdgeId(ends: { source: NodeId; target: NodeId }, taken: ReadonlySet<string>): EdgeId {
  return EdgeId.parse(freeId(`${ends.source}--${ends.target}`, taken));
}

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  const words = wanted
    .normalize('NFKC')
    .replaceAll(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/gu, '-')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')
    .replaceAll(/^-+/g, '');
  const base = Array.from(words).slice(0, MAX_BASE_LENGTH).join('').replaceAll(/-+$/g, '') || 'node';
  let id = base;
  for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
  return id;
}
