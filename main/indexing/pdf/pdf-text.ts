import * as z from 'zod';

/** Texts of the pages of a PDF, in their order; or why there are none, as the end of a sentence. */
export const PdfText = z.union([z.object({ pages: z.array(z.string()) }), z.object({ problem: z.string() })]);
export type PdfText = z.infer<typeof PdfText>;

/** What a PDF may have; one that has more is not read. */
export interface PdfLimits {
  readonly pages: number;
  /** UTF-16 units of all its text. */
  readonly characters: number;
  readonly memoryMb: number;
  readonly timeMs: number;
}

/** Reads a PDF, whatever is in it. The bytes are given away. Stops when `signal` is aborted. */
export type ReadPdf = (bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal) => Promise<PdfText>;
