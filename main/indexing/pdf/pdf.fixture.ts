import { deflateSync } from 'node:zlib';

/** Bytes of a PDF with these objects, numbered from 1; the first is its catalog. `trailer`: more of its trailer. */
export function pdfOf(objects: readonly string[], trailer = ''): Uint8Array<ArrayBuffer> {
  let text = '%PDF-1.7\n';
  const places = objects.map((body, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  const end = `trailer << /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Uint8Array.from(Buffer.from(`${text}${table}${end}`, 'latin1'));
}

/** A stream object, packed as often as is said. */
export function streamOf(content: Uint8Array, timesPacked = 0): string {
  let bytes = content;
  for (let time = 0; time < timesPacked; time += 1) bytes = deflateSync(bytes, { level: 9 });
  const filter = timesPacked === 0 ? '' : `/Filter [${'/FlateDecode '.repeat(timesPacked)}]`;
  return `<< /Length ${bytes.length} ${filter} >>\nstream\n${Buffer.from(bytes).toString('latin1')}\nendstream`;
}

/** What PDFs with text consist of: catalog, pages, font, then a page and its content for each text. Lines end with `\n`. */
export function pagesOf(texts: readonly string[]): string[] {
  const kids = texts.map((_, index) => `${4 + index * 2} 0 R`).join(' ');
  const pages = texts.flatMap((text, index) => [
    pageWith(5 + index * 2),
    streamOf(Buffer.from(showText(text), 'latin1')),
  ]);
  return [CATALOG, `<< /Type /Pages /Kids [${kids}] /Count ${texts.length} >>`, FONT, ...pages];
}

const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>';
const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';

/** A page whose content stands in the object of this number; the third object is its font. */
export function pageWith(content: number): string {
  return `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${content} 0 R >>`;
}

function showText(text: string): string {
  const lines = text.split('\n').map((line) => `(${line.replaceAll(/[\\()]/g, String.raw`\$&`)}) Tj T*`);
  return `BT /F1 12 Tf 14 TL 72 720 Td\n${lines.join('\n')}\nET`;
}
