/** Where a string literal that begins at `start` ends: the place after its last quote, or the end of the text. */
export function endOfString(text: string, start: number): number {
  const quote = text.slice(start, start + 3).match(/^("""|'''|"|')/)?.[1] ?? '"';
  for (let at = start + quote.length; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text.startsWith(quote, at)) return at + quote.length;
  }
  return text.length;
}

/** Where the bracket that opens at `start` is closed, or -1. Brackets in strings and comments do not count. */
export function closingBracket(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '"' || sign === "'") at = endOfString(text, at) - 1;
    else if (sign === '#') at = endOfLine(text, at) - 1;
    else if ('([{'.includes(sign)) depth += 1;
    else if (')]}'.includes(sign)) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

/** Splits Python text at a sign that stands outside of brackets, strings and comments. Empty parts are left out. */
export function splitTopLevel(text: string, separator: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < text.length;) {
    const sign = text[at] ?? '';
    if (sign === '#') {
      at = endOfLine(text, at);
      continue;
    }
    const end = endOfUnit(text, at);
    if (end === at + 1 && sign === separator) {
      parts.push(part);
      part = '';
    } else {
      part += text.slice(at, end);
    }
    at = end;
  }
  return [...parts, part].map((each) => each.trim()).filter((each) => each !== '');
}

/** A string or a whole bracket counts as one sign. */
function endOfUnit(text: string, at: number): number {
  const sign = text[at] ?? '';
  if (sign === '"' || sign === "'") return endOfString(text, at);
  if (!'([{'.includes(sign)) return at + 1;
  const close = closingBracket(text, at);
  return close < 0 ? text.length : close + 1;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
