/** The shortest beginning of a key that would tell something of it. */
const TELLING_LENGTH = 4;

export interface KeyCut {
  readonly key: string | undefined;
  /** How much of the text is wanted. What was given may itself be cut at its end. */
  readonly most?: number;
}

/** A text without a key that is repeated in it, also where the text ends in the middle of the key. */
export function withoutKey(text: string, { key, most = Infinity }: KeyCut): string {
  if (key === undefined || key === '') return text.slice(0, most);
  const clean = text.replaceAll(key, '[key]').slice(0, most);
  for (let length = Math.min(key.length - 1, clean.length); length >= TELLING_LENGTH; length -= 1) {
    if (clean.endsWith(key.slice(0, length))) return `${clean.slice(0, -length)}[key]`;
  }
  return clean;
}
