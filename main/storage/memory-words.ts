const MOST_WORDS = 48;
/** Words of English that say nothing of what a text is about. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  (
    'a about all also am an and any are as at be been but by can could did do does for from had has have he her him his how i if in is ' +
    'it its just me my no not of on or our please she should so tell than that the their them then there these they this to us was we ' +
    'were what when where which who why will with would you your'
  ).split(' '),
);

/** The words of a text, each once, at most 48 of them. */
export function wordsOf(text: string): string[] {
  return distinct(text).slice(0, MOST_WORDS);
}

/** Those of them that say what it is about; all, where none does. */
export function searchWords(text: string): string[] {
  const words = distinct(text);
  const telling = words.filter((word) => !EMPTY_WORDS.has(word));
  return (telling.length > 0 ? telling : words).slice(0, MOST_WORDS);
}

function distinct(text: string): string[] {
  const words = text.normalize('NFC').match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];
  return [...new Set(words.map((word) => word.toLowerCase().slice(0, 60)))];
}

/** An expression of FTS5 for entries with any of these words. They hold no quotation mark. */
export function anyOf(words: readonly string[]): string {
  return words.map((word) => `"${word}"`).join(' OR ');
}

/** For entries with all of them, or with words that begin so: somebody is still typing. */
export function allBeginnings(words: readonly string[]): string {
  return words.map((word) => `"${word}"*`).join(' AND ');
}
