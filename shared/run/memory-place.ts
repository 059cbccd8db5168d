/** Where an entry of a memory stands in the file it came from: `notes.md:12`, `map.pdf, page 3`; who wrote it, where it is no file. */
export function placeWords(
  source: string,
  { line, page }: { readonly line?: unknown; readonly page?: unknown },
): string {
  if (typeof page === 'number') return `${source}, page ${page}`;
  return typeof line === 'number' ? `${source}:${line}` : source;
}

/** The same without the folders. */
export function shortPlace(place: string): string {
  return place.replace(/^.*[\\/]/, '');
}

/** A piece of a text as it is shown in a list: without the blank lines between its paragraphs. */
export function closeLines(text: string): string {
  return text.replaceAll(/\n\s*\n/g, '\n');
}

const KEPT_HERE = /^(text|vector):/;

/** True of a memory that a server keeps: all runs share it, and what a run adds to it is taken back by no fork. */
export function isOnServer(memory: string): boolean {
  return !KEPT_HERE.test(memory);
}
