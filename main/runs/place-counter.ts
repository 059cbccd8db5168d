/** Counts per kind within one path: with it, every effect and emission of an activation has a place of its own. */
export class PlaceCounter {
  readonly path: string;
  /** Made when something is counted: every round has paths at which nothing is. */
  #counts: Map<string, number> | undefined;

  /** Participant names from the root down; empty for the root. */
  constructor(path: string) {
    this.path = path;
  }

  /** `turn/7/writer/model:0`, then `…/model:1`. */
  next(kind: string): string {
    this.#counts ??= new Map();
    const count = this.#counts.get(kind) ?? 0;
    this.#counts.set(kind, count + 1);
    return joinPath(this.path, `${kind}:${count}`);
  }
}

export function joinPath(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}

/** The outermost turn that a place belongs to, `turn/7/writer`; undefined for places outside of turns. */
export function outerTurn(place: string): string | undefined {
  if (!place.startsWith('turn/')) return undefined;
  const afterNumber = place.indexOf('/', 'turn/'.length);
  const end = afterNumber < 0 ? -1 : place.indexOf('/', afterNumber + 1);
  return end < 0 ? place : place.slice(0, end);
}
