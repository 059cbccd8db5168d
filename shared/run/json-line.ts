/** JSON that stands on one line also for readers who end lines at every Unicode line break, as Python's `splitlines` does. */
export function jsonLine(value: object): string {
  return JSON.stringify(value).replaceAll(/[\u0085\u2028\u2029]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
