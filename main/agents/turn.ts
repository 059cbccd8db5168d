import type { Effects, ItemDraft, MessageDraft, Recorded } from '../core/effects.ts';
import type { AgentResponse } from '../core/participant.ts';

/** What one activation of an agent has emitted so far. */
export class Turn {
  readonly effects: Effects;
  readonly #inner: Recorded[] = [];

  constructor(effects: Effects) {
    this.effects = effects;
  }

  emit(draft: ItemDraft): Recorded {
    const recorded = this.effects.emit(draft);
    this.#inner.push(recorded);
    return recorded;
  }

  /** Takes over what others have emitted in the name of this turn. */
  take(items: readonly Recorded[]): void {
    this.#inner.push(...items);
  }

  end(message: MessageDraft): AgentResponse {
    return { message, inner: this.#inner };
  }
}
