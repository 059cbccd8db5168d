/** The place itself and every path that it lies in, the deepest first: `a/b/c`, `a/b`, `a`. */
export function pathsUp(place: string): string[] {
  const paths = [place];
  for (let slash = place.lastIndexOf('/'); slash > 0; slash = place.lastIndexOf('/', slash - 1)) {
    paths.push(place.slice(0, slash));
  }
  return paths;
}
