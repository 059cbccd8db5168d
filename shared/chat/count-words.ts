/** What `\s` of a regular expression matches beyond ASCII. */
const WIDE_SPACES: ReadonlySet<number> = new Set(
  [
    ...'\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff',
  ].map((space) => space.charCodeAt(0)),
);

/** Words between white space, as Python's `split()` counts them. Counts without cutting: every message is counted. */
export function countWords(text: string): number {
  let words = 0;
  let isInside = false;
  for (let index = 0; index < text.length; index += 1) {
    const isSpace = isWhiteSpace(text.charCodeAt(index));
    if (!isSpace && !isInside) words += 1;
    isInside = !isSpace;
  }
  return words;
}

function isWhiteSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || (code > 127 && WIDE_SPACES.has(code));
}
