/** The path of the team that a turn is taken in; '' for the outermost. `turn/5/panel/turn/1/checker`: `turn/5/panel`. */
export function teamOfTurn({ path, number, speaker }: TurnPath): string {
  return path.slice(0, Math.max(0, path.length - `/turn/${number}/${speaker}`.length));
}

interface TurnPath {
  readonly path: string;
  readonly number: number;
  readonly speaker: string;
}

/** The place itself and every path that it lies in, the deepest first: `a/b/c`, `a/b`, `a`. */
export function pathsUp(place: string): string[] {
  const paths = [place];
  for (let slash = place.lastIndexOf('/'); slash > 0; slash = place.lastIndexOf('/', slash - 1)) {
    paths.push(place.slice(0, slash));
  }
  return paths;
}
