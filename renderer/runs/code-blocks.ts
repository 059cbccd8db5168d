import { isJsonObject, type JsonObject } from '../../shared/json.ts';

export interface ShownBlock {
  readonly language: string;
  readonly code: string;
}

/** The blocks of a run of code; null where a call is none. */
export function codeIn({ code_blocks: blocks }: JsonObject): readonly ShownBlock[] | null {
  if (!Array.isArray(blocks) || blocks.length === 0) return null;
  const read = blocks.map((block) => {
    if (!isJsonObject(block)) return null;
    const { language, code } = block;
    return typeof language === 'string' && typeof code === 'string' ? { language, code } : null;
  });
  return read.every((block) => block !== null) ? read : null;
}
