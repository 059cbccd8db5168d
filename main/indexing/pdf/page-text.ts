/** A piece of text on a page, as PDF.js tells it; marks of a structure have no `str`. */
interface TextItem {
  readonly str?: string;
  readonly hasEOL?: boolean;
  readonly height?: number;
  /** The last two are its place: points from the left, and from below. */
  readonly transform?: readonly number[];
}

/** Lines that stand farther apart than so many of their heights do not belong together. */
const PARAGRAPH_GAP = 1.7;

/** The text of a page: its lines, and a blank line between paragraphs. */
export function pageText(items: readonly object[]): string {
  let text = '';
  let lastY: number | undefined;
  for (const item of items as readonly TextItem[]) {
    const { str, hasEOL = false, height = 0 } = item;
    if (str === undefined) continue;
    const y = item.transform?.[5];
    if (str !== '' && y !== undefined) {
      const isFar = lastY !== undefined && height > 0 && Math.abs(lastY - y) > height * PARAGRAPH_GAP;
      if (isFar && text.endsWith('\n') && !text.endsWith('\n\n')) text += '\n';
      lastY = y;
    }
    text += hasEOL ? `${str}\n` : str;
  }
  return text
    .replaceAll('\0', '')
    .replaceAll(/[ \t]+\n/g, '\n')
    .trim();
}
