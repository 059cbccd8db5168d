import type { ChatItem } from '../../shared/chat/chat-item.ts';
import type { Branch, Effects, ItemDraft, Recorded } from '../core/effects.ts';

/** Hears of everything that is emitted. */
type Listener = (item: Recorded) => void;

/**
 * The same door for a run whose failure is a result for somebody: a turn that fails there is closed, not abandoned. An
 * abandoned turn is not entered again, while this one must fail again in the same way when the run is.
 */
export function tolerant(effects: Effects, hear: Listener): Effects {
  const branch = (one: Branch): Branch => tolerantBranch(one, hear);
  return {
    path: effects.path,
    signal: effects.signal,
    step: (request) => effects.step(request),
    emit: <T extends ChatItem>(draft: ItemDraft) => {
      const recorded = effects.emit<T>(draft);
      hear(recorded);
      return recorded;
    },
    newId: () => effects.newId(),
    gate: (point) => effects.gate(point),
    terminationRequested: () => effects.terminationRequested(),
    child: (name) => tolerant(effects.child(name), hear),
    offerCheckpoint: (make) => effects.offerCheckpoint(make),
    open: (kinds) => effects.open(kinds).map(branch),
    openTurns: (turns) => effects.openTurns(turns).map(branch),
  };
}

function tolerantBranch(branch: Branch, hear: Listener): Branch {
  return {
    ...tolerant(branch, hear),
    close: () => branch.close(),
    abandon: (reason) => (branch.signal.aborted ? branch.abandon(reason) : branch.close()),
  };
}
