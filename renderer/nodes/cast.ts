/** A member of the cast as the whole house draws it: portrait letters and the CSS class that sets its colour. */
export interface CastMember {
  /** Two letters, capital and small, like the symbol of an element; unique in the team. */
  readonly monogram: string;
  /** `a1` … `a12`, `a-human` for a person. */
  readonly colour: string;
}

export interface CastName {
  readonly name: string;
  readonly isHuman: boolean;
}

const COLOURS = 12;
/** Order of search for a free colour: a step that shares no factor with 12, so that neighbours differ most. */
const COLOUR_STEP = 5;

/**
 * Gives each name its portrait. Depends on the names and their order only, so start screen, canvas, conversation and
 * timeline agree without asking each other; a name keeps its colour while no earlier one has taken it.
 */
export function castOf(names: readonly CastName[]): ReadonlyMap<string, CastMember> {
  const cast = new Map<string, CastMember>();
  const monograms = new Set<string>();
  const colours = new Set<number>();
  for (const { name, isHuman } of names) {
    if (cast.has(name)) continue;
    const monogram = monogramOf(name, monograms);
    monograms.add(monogram);
    if (isHuman) {
      cast.set(name, { monogram, colour: 'a-human' });
      continue;
    }
    const colour = colourOf(name, colours);
    colours.add(colour);
    cast.set(name, { monogram, colour: `a${colour}` });
  }
  return cast;
}

function monogramOf(name: string, taken: ReadonlySet<string>): string {
  const letters = name.normalize('NFC').match(/[\p{L}\p{N}]/gu) ?? ['?'];
  const [first = '?', ...rest] = letters;
  const capital = first.toLocaleUpperCase();
  const initials = name.split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u).filter((word) => word !== '');
  const seconds = [rest[0], initials[1]?.[0], ...rest.slice(1), ...'0123456789'];
  for (const second of rest.length === 0 ? ['', ...seconds] : seconds) {
    if (second === undefined) continue;
    const monogram = `${capital}${second.toLocaleLowerCase()}`;
    if (!taken.has(monogram)) return monogram;
  }
  return capital;
}

function colourOf(name: string, taken: ReadonlySet<number>): number {
  let hash = 2166136261; // FNV-1a
  for (const unit of name.toLowerCase()) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 16777619);
  const wished = (hash >>> 0) % COLOURS;
  for (let tried = 0; tried < COLOURS; tried++) {
    const colour = ((wished + tried * COLOUR_STEP) % COLOURS) + 1;
    if (!taken.has(colour)) return colour;
  }
  return wished + 1;
}
