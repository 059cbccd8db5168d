import type * as z from 'zod';
import { ComponentModel } from '../../shared/component/envelope.ts';
import { isJsonObject } from '../../shared/json.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import { TeamDocument } from '../../shared/team/document.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { formatPath } from './json-path.ts';
import type { PathSegment } from './json-path.ts';
import { scanJson } from './scan-json.ts';

/** Larger files are refused unread. Hosts look at the size before they load a file. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** One component of a gallery and where it stands in the file. */
export interface GalleryItem {
  readonly component: ComponentModel;
  readonly path: readonly PathSegment[];
}

/** What a file holds. Nothing in it was run. */
export type FileContent =
  | { readonly ok: true; readonly kind: 'document'; readonly document: TeamDocument }
  | { readonly ok: true; readonly kind: 'component'; readonly component: ComponentModel }
  | { readonly ok: true; readonly kind: 'gallery'; readonly name: string; readonly items: readonly GalleryItem[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** What a file that could be read holds. */
export type ReadContent = Extract<FileContent, { ok: true }>;

/** Reads the text of a file: a team document, AutoGen component JSON, or a gallery of AutoGen Studio. */
export function readFile(text: string): FileContent {
  const read = readJsonText(text);
  return read.ok ? readJson(read.value) : read;
}

/** Any JSON of a file of the user's, scanned before it is parsed: its size, its depth and its keys are bounded. */
export function readJsonText(
  text: string,
): { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly issues: readonly Issue[] } {
  if (text.length > MAX_FILE_BYTES) return failed(tooLarge(text.length));
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (content.trim() === '') return failed(unread('empty-file', 'The file is empty.'));
  const broken = scanJson(content);
  if (broken !== undefined) {
    const message = `Line ${broken.line}, column ${broken.column}: ${broken.message}`;
    return failed(problem(broken.rule, { path: broken.path, message }));
  }
  try {
    return { ok: true, value: JSON.parse(content) as Json };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return failed(problem('broken-json', { message: `This is no valid JSON: ${error.message}.` }));
  }
}

/** The issue about a file of this size, which must not be read at all. */
export function tooLarge(bytes: number): Issue {
  const megabytes = (value: number): string => `${(value / 1024 / 1024).toFixed(value < 1e8 ? 1 : 0)} MB`;
  const most = megabytes(MAX_FILE_BYTES);
  return unread(
    'file-too-large',
    `The file has ${megabytes(bytes)}, and Troupe reads at most ${most}. Is it the right one?`,
  );
}

function readJson(value: Json): FileContent {
  if (!isJsonObject(value)) {
    const found = Array.isArray(value) ? 'a list' : value === null ? 'null' : `a ${typeof value}`;
    return failed(
      problem('not-a-team', { message: `A team or a component is an object, but the file holds ${found}.` }),
    );
  }
  if (value['format'] === 'troupe.team') return readDocument(value);
  if ('provider' in value) return readComponent(value);
  if (isJsonObject(value['components'])) return readGallery(value, value['components']);
  return failed(
    problem('not-a-team', {
      message:
        'This is JSON, but no team: there is neither a "provider" with its "config" (AutoGen), nor "components" (a gallery), nor "format": "troupe.team".',
    }),
  );
}

function readDocument(value: JsonObject): FileContent {
  if (typeof value['version'] === 'number' && value['version'] > 1) {
    const message = `This team was saved by a newer Troupe (format ${value['version']}). Update Troupe to open it.`;
    return failed(problem('newer-format', { path: ['version'], message }));
  }
  const parsed = TeamDocument.safeParse(value);
  if (!parsed.success) return failed(...schemaIssues(parsed.error, []));
  const twice = [...badIds(parsed.data, 'nodes'), ...badIds(parsed.data, 'edges')];
  return twice.length > 0 ? failed(...twice) : { ok: true, kind: 'document', document: parsed.data };
}

function badIds(document: TeamDocument, list: 'nodes' | 'edges'): Issue[] {
  const seen = new Set<string>();
  return document[list].flatMap(({ id }, index) => {
    const isTaken = seen.has(id);
    seen.add(id);
    if (id in {}) {
      return [
        problem('forbidden-key', { path: [list, index, 'id'], message: `"${id}" cannot be an id. Choose another.` }),
      ];
    }
    return !isTaken
      ? []
      : [problem('repeated-id', { path: [list, index, 'id'], message: `The id "${id}" is used twice.` })];
  });
}

function readComponent(value: JsonObject): FileContent {
  const parsed = ComponentModel.safeParse(value);
  // The parsed value is a copy in another key order; the file's own is kept.
  return parsed.success
    ? { ok: true, kind: 'component', component: value as ComponentModel }
    : failed(...schemaIssues(parsed.error, []));
}

function readGallery(gallery: JsonObject, components: JsonObject): FileContent {
  const items: GalleryItem[] = [];
  const issues: Issue[] = [];
  for (const [group, list] of Object.entries(components)) {
    if (!Array.isArray(list)) {
      issues.push(problem('not-a-team', { path: ['components', group], message: `"${group}" must be a list.` }));
      continue;
    }
    list.forEach((item: Json, index) => {
      const path = ['components', group, index];
      const parsed = ComponentModel.safeParse(item);
      if (parsed.success) items.push({ component: item as ComponentModel, path });
      else issues.push(...schemaIssues(parsed.error, path));
    });
  }
  if (issues.length > 0) return failed(...issues);
  if (items.length === 0) return failed(problem('empty-file', { message: 'This gallery holds no components.' }));
  return { ok: true, kind: 'gallery', name: typeof gallery['name'] === 'string' ? gallery['name'] : 'Gallery', items };
}

function schemaIssues(error: z.ZodError, before: readonly PathSegment[]): Issue[] {
  return error.issues.map((issue) => {
    const path = [...before, ...issue.path.map((key) => (typeof key === 'number' ? key : String(key)))];
    const last = path.at(-1);
    const subject = last === undefined ? 'The file' : typeof last === 'number' ? `Item ${last}` : `"${last}"`;
    const message =
      issue.code === 'custom' || issue.message.endsWith('received undefined')
        ? `${subject} is missing, or is not an object.`
        : `${subject}: ${issue.message.replace(/^Invalid input: /, '')}.`;
    return problem('wrong-shape', { path, message });
  });
}

function problem(rule: string, { path = [], message }: { path?: readonly PathSegment[]; message: string }): Issue {
  return { rule, severity: 'error', path: formatPath(path), message };
}

/** An issue about a file of which nothing was read: there is no place in it to name. */
function unread(rule: string, message: string): Issue {
  return { rule, severity: 'error', path: '', message };
}

function failed(...issues: Issue[]): Extract<FileContent, { ok: false }> {
  return { ok: false, issues };
}
