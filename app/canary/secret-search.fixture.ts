import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Keys by where they were planted. */
export type Canaries = Readonly<Record<string, string>>;

/** Where a canary was found: what holds it, and which one. Of a text as it is, and of all base64 in it. */
export function findCanaries(what: string, content: Buffer | string, canaries: Canaries): string[] {
  const text = Buffer.isBuffer(content) ? content.toString('latin1') : content;
  const decoded = (text.match(/[A-Za-z0-9+/_-]{16,}/g) ?? []).flatMap((run) =>
    // A key may begin at any sign of a run of base64, so each of the four ways to cut it is read.
    [0, 1, 2, 3].map((start) => Buffer.from(run.slice(start), 'base64').toString('latin1')),
  );
  const texts = [text, decodeEscapes(text), ...decoded];
  return Object.entries(canaries).flatMap(([name, canary]) => {
    // A piece of a key is a leak as well.
    const telling = [canary, canary.slice(0, 14), canary.slice(-14)];
    return texts.some((one) => telling.some((part) => one.includes(part))) ? [`${name} in ${what}`] : [];
  });
}

/** All files below a folder, by their path in it. */
export function filesBelow(folder: string): Map<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Map(
    names
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name))]),
  );
}

function decodeEscapes(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
