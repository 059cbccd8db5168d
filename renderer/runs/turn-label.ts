/** The numbers of the turns on the way to a turn: `turn/5/panel/turn/2/checker` is turn 2 within turn 5. */
function numbersOf(path: string): readonly string[] {
  return [...path.matchAll(/(?:^|\/)turn\/(\d+)(?=\/)/g)].flatMap(([, number]) => number ?? []);
}

/** A turn's number as people read it: "5"; in a nested team behind the turn around it, "5.2". */
export function turnLabel({ path, number }: { readonly path: string; readonly number: number }): string {
  return turnLabelAt(path) || String(number);
}

/** The number that a row of the script bears: each turn on its first row only. */
export function rowLabel(row: { readonly turnPath: string | null; readonly turnNumber: number | null }): string {
  const { turnPath, turnNumber } = row;
  if (turnNumber === null) return '';
  return turnPath === null ? String(turnNumber) : turnLabel({ path: turnPath, number: turnNumber });
}

/** The same for anything that was done inside of turns; empty outside of them. */
export function turnLabelAt(place: string): string {
  return numbersOf(place).join('.');
}

/** The turn of the outermost team in which a turn was taken. */
export function outerTurn({ path, number }: { readonly path: string; readonly number: number }): number {
  const [outer] = numbersOf(path);
  return outer === undefined ? number : Number(outer);
}
