import type { RunDraft, RunSignal } from '../../shared/run/wire.ts';

/** Text that is being streamed and stands in no log yet: told on the wire, kept for whoever connects in mid-stream. */
export class Drafts {
  readonly #open = new Map<string, RunDraft>();
  readonly #tell: ((signal: RunSignal) => void) | undefined;

  /** Without `tell` nobody watches, and nothing is kept. */
  constructor(tell?: (signal: RunSignal) => void) {
    this.#tell = tell;
  }

  get open(): readonly RunDraft[] {
    return [...this.#open.values()];
  }

  /** More text of a message. A higher attempt begins it anew. */
  add(piece: Omit<RunDraft, 'type'>): void {
    if (this.#tell === undefined) return;
    const known = this.#open.get(piece.messageId);
    const goesOn = known !== undefined && known.attempt === piece.attempt && known.kind === piece.kind;
    const offset = goesOn ? known.text.length : 0;
    this.#open.set(piece.messageId, { ...piece, type: 'draft', text: goesOn ? known.text + piece.text : piece.text });
    this.#tell({ ...piece, type: 'delta', offset });
  }

  /** The message stands in the log now, and takes the draft's place by itself. */
  settle(messageId: string): void {
    this.#open.delete(messageId);
  }

  /** The draft becomes no message. */
  drop(messageId: string): void {
    if (this.#open.delete(messageId)) this.#tell?.({ type: 'draft-end', messageId });
  }

  dropUnder(path: string): void {
    if (this.#open.size === 0) return;
    for (const draft of this.open) if (draft.path.startsWith(path)) this.drop(draft.messageId);
  }
}
