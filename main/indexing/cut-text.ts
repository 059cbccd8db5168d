/** A piece of a text: small enough for an embedding model, whole enough to be understood. */
export interface Piece {
  readonly text: string;
  /** The first line of it in the file, from 1. */
  readonly line: number;
  /** Headings above it, in Markdown. */
  readonly heading: string;
}

/** Characters of a piece. About 300 tokens: small models read no more than 512. */
export const MOST_CHARACTERS = 1200;

interface Block {
  readonly text: string;
  readonly line: number;
  readonly heading: string;
}

/**
 * Cuts a text. Blocks stand between blank lines; a heading of Markdown begins one too, and what it fences is one. Blocks are put together while they fit a piece and have the same heading. A block that is too long is cut at the ends
 * of lines, a line that is too long at the end of a sentence or a word. Pieces do not overlap.
 */
export function cutText(text: string, { isMarkdown }: { readonly isMarkdown: boolean }): Piece[] {
  const pieces: Piece[] = [];
  let open: Block | undefined;
  for (const block of blocksOf(text, isMarkdown).flatMap(cutBlock)) {
    const joined: string = open === undefined ? block.text : `${open.text}\n\n${block.text}`;
    if (open !== undefined && open.heading === block.heading && joined.length <= MOST_CHARACTERS) {
      open = { ...open, text: joined };
      continue;
    }
    if (open !== undefined) pieces.push(open);
    open = block;
  }
  if (open !== undefined) pieces.push(open);
  return pieces;
}

const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const FENCE = /^\s*(```|~~~)/;

function blocksOf(text: string, isMarkdown: boolean): Block[] {
  const blocks: Block[] = [];
  const headings: string[] = [];
  let lines: string[] = [];
  let first = 1;
  let isFenced = false;
  const close = (next: number): void => {
    const content = lines.join('\n').trim();
    if (content !== '') blocks.push({ text: content, line: first, heading: headings.filter(Boolean).join(' › ') });
    lines = [];
    first = next;
  };
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (isMarkdown && FENCE.test(line)) isFenced = !isFenced;
    const heading = isMarkdown && !isFenced ? HEADING.exec(line) : null;
    if (heading !== null) {
      close(index + 1);
      headings.length = heading[1]!.length - 1; // as many as stand above it
      headings[heading[1]!.length - 1] = heading[2]!;
    } else if (line.trim() === '' && !isFenced) {
      close(index + 2);
      continue;
    }
    lines.push(line);
  }
  close(0);
  return blocks;
}

function cutBlock(block: Block): Block[] {
  if (block.text.length <= MOST_CHARACTERS) return [block];
  const parts: Block[] = [];
  let text = '';
  let first = block.line;
  for (const [index, line] of block.text.split('\n').entries()) {
    const shortLines = cutLine(line);
    for (const short of shortLines) {
      if (text !== '' && text.length + 1 + short.length > MOST_CHARACTERS) {
        parts.push({ ...block, text, line: first });
        text = '';
      }
      if (text === '') first = block.line + index;
      text = text === '' ? short : `${text}\n${short}`;
    }
  }
  if (text.trim() !== '') parts.push({ ...block, text, line: first });
  return parts;
}

/** The end of a sentence, else of a word, else of what fits. */
function cutLine(line: string): string[] {
  const parts: string[] = [];
  let rest = line;
  while (rest.length > MOST_CHARACTERS) {
    const fits = rest.slice(0, MOST_CHARACTERS);
    const sentence = Math.max(...['. ', '! ', '? ', '。'].map((end) => fits.lastIndexOf(end))) + 1;
    const word = fits.lastIndexOf(' ');
    const at = sentence > MOST_CHARACTERS / 2 ? sentence : word > MOST_CHARACTERS / 2 ? word : endOf(fits);
    parts.push(rest.slice(0, at).trim());
    rest = rest.slice(at).trimStart();
  }
  return [...parts, rest];
}

/** Not in the middle of a character that takes two units. */
function endOf(text: string): number {
  return /[\uD800-\uDBFF]$/.test(text) ? text.length - 1 : text.length;
}
