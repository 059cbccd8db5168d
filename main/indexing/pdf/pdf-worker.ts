// The thread in which one PDF is read: its parser meets whatever somebody has made. `pdf-reader.ts` starts and ends it.
import { parentPort, workerData } from 'node:worker_threads';
import { getDocumentProxy } from 'unpdf';
import { pageText } from './page-text.ts';
import type { PdfLimits, PdfText } from './pdf-text.ts';

const { bytes, limits } = workerData as { readonly bytes: Uint8Array; readonly limits: PdfLimits };
parentPort?.postMessage(await read());

async function read(): Promise<PdfText> {
  try {
    const document = await getDocumentProxy(bytes, { verbosity: 0, enableXfa: false, maxImageSize: 1 });
    if (document.numPages > limits.pages) {
      return { problem: `has ${document.numPages} pages, more than ${limits.pages}` };
    }
    const pages: string[] = [];
    let characters = 0;
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const text = pageText((await page.getTextContent()).items);
      page.cleanup();
      characters += text.length;
      if (characters > limits.characters) return { problem: `holds more than ${limits.characters} characters` };
      pages.push(text);
    }
    return characters === 0 ? { problem: 'no text in its pages; they may be scanned' } : { pages };
  } catch (error) {
    const { name, message } = error as Error;
    return { problem: name === 'PasswordException' ? 'needs a password' : `broken: ${message.replace(/\.$/, '')}` };
  }
}
