/** White space beyond ASCII, as Python knows it: without the byte order mark, but with U+0085. */
const WIDE_SPACES: ReadonlySet<number> = new Set(
  [
    ...'\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000',
  ].map((space) => space.charCodeAt(0)),
);

/** What Python takes for white space in `split()`, `strip()` and `\s`. The separators of old files are among it. */
function isSpace(code: number): boolean {
  return (
    code === 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31) || (code > 127 && WIDE_SPACES.has(code))
  );
}

/** How many words a text has. Counts without cutting: every message is counted, for scripted models take words for tokens. */
export function countWords(text: string): number {
  let words = 0;
  let isInside = false;
  for (let index = 0; index < text.length; index += 1) {
    const isBlank = isSpace(text.charCodeAt(index));
    if (!isBlank && !isInside) words += 1;
    isInside = !isBlank;
  }
  return words;
}

/** The words of a text. (Python: `split()`) */
export function pythonWords(text: string): string[] {
  const words: string[] = [];
  let start = 0;
  for (let index = 0; index <= text.length; index += 1) {
    if (index < text.length && !isSpace(text.charCodeAt(index))) continue;
    if (index > start) words.push(text.slice(start, index));
    start = index + 1;
  }
  return words;
}

/** A text on one line, with single spaces. */
export function onOneLine(text: string): string {
  return pythonWords(text).join(' ');
}

/** A text without white space at its end. (Python: `rstrip()`) */
export function trimmedEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** A text without white space around it. (Python: `strip()`) */
export function trimmed(text: string): string {
  let start = 0;
  while (start < text.length && isSpace(text.charCodeAt(start))) start += 1;
  return trimmedEnd(text.slice(start));
}
