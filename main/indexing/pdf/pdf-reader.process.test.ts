import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pagesOf, pageWith, pdfOf, streamOf } from './pdf.fixture.ts';
import { pdfReader } from './pdf-reader.ts';

const ENTRY = join(import.meta.dirname, 'pdf-worker.ts');
const never = new AbortController().signal;
const limits = { pages: 20, characters: 200, memoryMb: 150, timeMs: 20_000 };
const read = pdfReader(ENTRY, limits);

describe('a PDF', () => {
  it('gives its text by pages, with a blank line between paragraphs', async () => {
    const bytes = pdfOf(pagesOf(['Line 2 runs all night,\nevery hour.\n\nNo ferry runs (after ten).', 'Fares']));
    expect(await read(bytes, never)).toEqual({
      pages: ['Line 2 runs all night,\nevery hour.\n\nNo ferry runs (after ten).', 'Fares'],
    });
  });

  it.each([
    ['no PDF', Uint8Array.from(Buffer.from('%PDF')), 'broken: Invalid PDF structure'],
    ['cut off', pdfOf(pagesOf(['a'])).slice(0, 300), 'broken: Invalid PDF structure'],
    ['too many pages', pdfOf(pagesOf(Array.from({ length: 21 }, String))), 'has 21 pages, more than 20'],
    [
      'too much text',
      pdfOf(pagesOf(['a'.repeat(70), 'b'.repeat(70), 'c'.repeat(70)])),
      'holds more than 200 characters',
    ],
    ['pictures only', pdfOf(pagesOf(['', ' '])), 'no text in its pages; they may be scanned'],
    [
      'encrypted',
      pdfOf(
        pagesOf(['a']),
        `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >> /ID [<41> <41>]`,
      ),
      'needs a password',
    ],
  ])('that is %s is told of in words', async (_what, bytes, problem) => {
    expect(await read(bytes, never)).toEqual({ problem });
  });

  it.each([
    ['unpacks to more than it may', pdfOf([...pagesOf(['']).slice(0, 4), streamOf(Buffer.alloc(300_000_000, ' '), 2)])],
    [
      'has a tree of pages in a circle',
      pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>']),
    ],
    [
      'counts pages that are not there',
      pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 5 >>']),
    ],
    ['nests without end', pdfOf([`<< /Type /Catalog /Pages ${'['.repeat(200_000)} >>`])],
    ['calls itself', pdfOf([...pagesOf(['']).slice(0, 3), pageWith(5), '5 0 R'])],
  ])('that %s ends nothing but itself', async (_what, bytes) => {
    const found = await read(bytes, never);
    expect('problem' in found ? found.problem : '').toMatch(/^(takes|broken|no text)/);
    expect(await read(pdfOf(pagesOf(['Still here.'])), never)).toEqual({ pages: ['Still here.'] });
  });

  it('that takes too long is left, and one whose reading is stopped', async () => {
    const endless = (): Uint8Array<ArrayBuffer> =>
      pdfOf([...pagesOf(['']).slice(0, 4), streamOf(Buffer.alloc(60_000_000, '(a) Tj '), 2)]);
    const hasty = pdfReader(ENTRY, { ...limits, timeMs: 300 });
    expect(await hasty(endless(), never)).toEqual({ problem: 'takes longer than 0.3 s to read' });
    const stopper = new AbortController();
    const stopped = read(endless(), stopper.signal);
    stopper.abort(new Error('stopped'));
    await expect(stopped).rejects.toThrow('stopped');
  });
});
