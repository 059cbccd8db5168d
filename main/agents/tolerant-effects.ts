import type { Branch, Effects } from '../core/effects.ts';

/**
 * The same door for a run whose failure is a result for somebody: a turn that fails there is closed, not abandoned. An
 * abandoned turn is not entered again, while this one must fail again in the same way when the run is.
 */
export function tolerant(effects: Effects): Effects {
  return {
    path: effects.path,
    signal: effects.signal,
    step: (request) => effects.step(request),
    emit: (draft) => effects.emit(draft),
    newId: () => effects.newId(),
    gate: (point) => effects.gate(point),
    terminationRequested: () => effects.terminationRequested(),
    child: (name) => tolerant(effects.child(name)),
    offerCheckpoint: (make) => effects.offerCheckpoint(make),
    open: (kinds) => effects.open(kinds).map(tolerantBranch),
    openTurns: (turns) => effects.openTurns(turns).map(tolerantBranch),
  };
}

function tolerantBranch(branch: Branch): Branch {
  return {
    ...tolerant(branch),
    close: () => branch.close(),
    abandon: (reason) => (branch.signal.aborted ? branch.abandon(reason) : branch.close()),
  };
}
