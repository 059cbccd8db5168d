import { EdgeId, NodeId } from '../ids.ts';

const MAX_BASE_LENGTH = 90;

/**
 * Makes readable ids that no element has yet: `writer`, then `writer-2`, `writer-3`… The same edits of the same document
 * give the same ids, so files differ little.
 */
export class FreeIds {
  readonly #taken: Set<string>;
  readonly #next = new Map<string, number>();

  /** Starts with the ids that are in use. */
  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  node(wanted: string): NodeId {
    return NodeId.parse(this.#take(wanted));
  }

  /** An id for a wire, named after its ends. */
  edge({ source, target }: { source: NodeId; target: NodeId }): EdgeId {
    return EdgeId.parse(this.#take(`${source}--${target}`));
  }

  #take(wanted: string): string {
    const base = toBase(wanted);
    let number = this.#next.get(base) ?? 2;
    // An id is a key of plain objects: `constructor` would be found in all of them.
    let id = base in {} ? `${base}-1` : base;
    for (; this.#taken.has(id); number++) id = `${base}-${number}`;
    this.#next.set(base, number);
    this.#taken.add(id);
    return id;
  }
}

function toBase(wanted: string): string {
  const words = wanted
    .normalize('NFKC')
    .replaceAll(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/gu, '-')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')
    .replaceAll(/^-+/g, '');
  return Array.from(words).slice(0, MAX_BASE_LENGTH).join('').replaceAll(/-+$/g, '') || 'node';
}
