const MOST_WORDS = 48;
/** Words of English that say nothing of what a text is about. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  (
    'a about all also am an and any are as at be been but by can could did do does for from had has have he her him his how i if in is ' +
    'it its just me my no not of on or our please she should so tell than that the their them then there these they this to us was we ' +
    'were what when where which who why will with would you your'
  ).split(' '),
);

/** The words of a text that can be searched for, each once, at most 48 of them. */
export function searchWords(text: string): string[] {
  const words = new Set(
    (text.normalize('NFC').match(/[\p{L}\p{M}\p{N}_]+/gu) ?? []).map((word) => word.toLowerCase().slice(0, 60)),
  );
  const telling = [...words].filter((word) => !EMPTY_WORDS.has(word));
  return (telling.length > 0 ? telling : [...words]).slice(0, MOST_WORDS);
}

/** An expression of FTS5 for entries with any, or all, of these words. They hold no quotation mark. */
export function matchOf(words: readonly string[], join: 'OR' | 'AND'): string {
  return words.map((word) => `"${word}"`).join(` ${join} `);
}
