/** Control characters but tab and line break, what changes the direction of text, what takes no room or has no picture. */
const UNSEEN = /(?![\t\n])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** A text whose every character a person sees: code that is looked at before it is trusted must not hide anything. */
export function visibleText(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(UNSEEN, (found) => `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`);
}

/** A value as JSON whose every character a person sees: what hides is written by its number, so it says the same. */
export function visibleJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, null, indent) ?? 'undefined';
  return text.replaceAll(UNSEEN, (found) =>
    Array.from({ length: found.length }, (_, at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
      '',
    ),
  );
}

/** Control characters but tab and line break, and what changes the direction of text. Joined letters and emoji stay whole. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const OBEYED = /(?![\t\n])[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * What agents, tools and files say, for a terminal: nothing in it moves the cursor, writes over a question that stands there, or
 * reaches the clipboard.
 */
export function terminalText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(OBEYED, (found) => `\\u{${found.charCodeAt(0).toString(16)}}`);
}
