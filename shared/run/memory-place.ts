/** Where an entry of a memory stands in the file it came from: `notes.md:12`, `map.pdf, page 3`; who wrote it, where it is no file. */
export function placeWords(
  source: string,
  { line, page }: { readonly line?: unknown; readonly page?: unknown },
): string {
  if (typeof page === 'number') return `${source}, page ${page}`;
  return typeof line === 'number' ? `${source}:${line}` : source;
}
