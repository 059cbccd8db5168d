import * as z from 'zod';
import { isPicture, readText } from '../file-kind.ts';
import { type Image, MultiModalContent } from './llm-message.ts';

/** Bytes of one file; base64 makes a third more of a picture. */
export const PICTURE_LIMIT_BYTES = 10 * 1024 * 1024;
export const TEXT_LIMIT_BYTES = 512 * 1024;
/** Files of one message. */
export const ATTACHMENTS_LIMIT = 10;

/** A file that a person adds to what they say. */
export const Attachment = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('picture'),
    name: z.string(),
    /** Base64, without a `data:` prefix. */
    data: z.base64().max(Math.ceil(PICTURE_LIMIT_BYTES / 3) * 4),
  }),
  z.object({ kind: z.literal('text'), name: z.string(), text: z.string().max(TEXT_LIMIT_BYTES) }),
]);
export type Attachment = z.infer<typeof Attachment>;

export const Attachments = z.array(Attachment).max(ATTACHMENTS_LIMIT);

/** A file as an attachment: a picture by its first bytes, else text. A problem is a sentence. */
export function readAttachment(name: string, bytes: Uint8Array): Attachment | { readonly problem: string } {
  if (isPicture(bytes)) {
    if (bytes.length > PICTURE_LIMIT_BYTES) return { problem: `"${name}" is larger than 10 MB.` };
    return { kind: 'picture', name, data: base64Of(bytes) };
  }
  if (bytes.length > TEXT_LIMIT_BYTES) return { problem: `"${name}" is larger than 512 kB, and no picture.` };
  const text = readText(bytes);
  if (text !== undefined) return { kind: 'text', name, text };
  return { problem: `"${name}" is neither a picture (PNG, JPEG, GIF, WebP) nor text in UTF-8.` };
}

/** What a person said: text, or text and pictures. */
export const Said = z.union([z.string(), MultiModalContent]);
export type Said = z.infer<typeof Said>;

/** The words and the files as one: a text file stands under its name behind the words, pictures follow in their order. */
export function saidWith(text: string, attachments: readonly Attachment[] = []): Said {
  const files = attachments.flatMap((one) => (one.kind === 'text' ? [fileText(one)] : []));
  const pictures: Image[] = attachments.flatMap((one) => (one.kind === 'picture' ? [{ data: one.data }] : []));
  const words = [text, ...files].filter((part) => part !== '').join('\n\n');
  return pictures.length === 0 ? words : [words, ...pictures];
}

/** The words alone. */
export function wordsOfSaid(said: Said): string {
  return typeof said === 'string' ? said : said.filter((part) => typeof part === 'string').join('\n');
}

const FILE = /(?:^|\n\n)File "(.*)":\n\n(`{3,})\n([^]*?)\n\2(?=\n\n|$)/g;

/** Words that may have text files behind them, apart from these. What `saidWith` has put together. */
export function splitFiles(text: string): {
  readonly words: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
} {
  const files = [...text.matchAll(FILE)].map(([, name = '', , content = '']) => ({ name, text: content }));
  return { words: text.replaceAll(FILE, ''), files };
}

/** The message that it is when `source` says it. */
export function saidMessage(
  source: string,
  content: Said,
):
  | { readonly type: 'TextMessage'; readonly source: string; readonly content: string }
  | { readonly type: 'MultiModalMessage'; readonly source: string; readonly content: MultiModalContent } {
  return typeof content === 'string'
    ? { type: 'TextMessage', source, content }
    : { type: 'MultiModalMessage', source, content };
}

/** A fence that is longer than any in the text keeps its end. */
function fileText({ name, text }: Extract<Attachment, { kind: 'text' }>): string {
  const longest = Math.max(0, ...(text.match(/`{3,}/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `File "${name}":\n\n${fence}\n${text.replace(/\n$/, '')}\n${fence}`;
}

/** In pieces: a call takes only so many arguments. */
function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
