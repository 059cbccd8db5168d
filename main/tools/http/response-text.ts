/** The text of an answer, in the letters that it says it is in. */
export function textOf(bytes: Uint8Array, headers: Headers): string {
  const [, charset = 'utf-8'] = /charset="?([\w-]+)/i.exec(headers.get('content-type') ?? '') ?? [];
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes); // letters that nobody knows
  }
}
