/** First bytes of the pictures that every provider reads and every browser shows, in hexadecimal digits. */
const PICTURE_STARTS = /^(?:89504e47|ffd8ff|47494638|52494646.{8}57454250)/;

/** True of a PNG, JPEG, GIF or WebP, by its first bytes. */
export function isPicture(bytes: Uint8Array): boolean {
  const start = Array.from(bytes.subarray(0, 12), (byte) => byte.toString(16).padStart(2, '0'));
  return PICTURE_STARTS.test(start.join(''));
}

/** The text of a file in UTF-8; undefined where it is none. */
export function readText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\u0000') ? undefined : text;
  } catch {
    return undefined;
  }
}
