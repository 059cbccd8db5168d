import { CreateResult } from '../chat/llm-message.ts';
import type { Json } from '../json.ts';

/** A streamed piece in the log: its length where it stands next in the final text, else the piece itself. */
export type KeptPiece = number | string;

/** How streamed pieces are kept beside the outcome that they became. */
export function keepPieces(pieces: readonly string[], outcome: Json): KeptPiece[] {
  const text = textOf(outcome);
  let offset = 0;
  return pieces.map((piece) => {
    if (!text.startsWith(piece, offset)) return piece;
    offset += piece.length;
    return piece.length;
  });
}

/** The pieces as they were streamed. */
export function streamedPieces(kept: readonly KeptPiece[], outcome: Json): string[] {
  const text = textOf(outcome);
  let offset = 0;
  return kept.map((piece) => {
    if (typeof piece === 'string') return piece;
    offset += piece;
    return text.slice(offset - piece, offset);
  });
}

function textOf(outcome: Json): string {
  const { data: result } = CreateResult.safeParse(outcome);
  if (result === undefined) return '';
  // Text that came with calls is kept as their thought.
  return typeof result.content === 'string' ? result.content : (result.thought ?? '');
}
