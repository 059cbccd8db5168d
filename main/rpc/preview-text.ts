import { checkFile } from '../compiler/check-file.ts';
import { readFile, type ReadContent } from '../compiler/read-file.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { toDrawings } from './to-drawings.ts';

/** What an import of a text would bring: the team that it opens, and all that its reader should know before. */
export type PreviewedText =
  | { readonly ok: true; readonly document: TeamDocument; readonly issues: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Looks into a file. Nothing of it is stored, and nothing in it is run. Paths are those of the file. */
export function previewText({ fileName, text }: { fileName: string; text: string }): PreviewedText {
  const content = readFile(text);
  if (!content.ok) return content;
  const { drawings, notes } = toDrawings(content, { fileName, keepSecret: ({ field }) => field });
  const [document] = drawings;
  if (document === undefined) throw new Error('A file that was read holds nothing.'); // `readFile` refuses such files
  const found = checkFile(withoutLooseParts(content)).filter(isNewsOfImport);
  const issues = [...found, ...notes.filter(({ rule }) => rule !== 'custom-component')]; // an error says the same
  return { ok: true, document, issues: bySeverity(issues) };
}

/** Of a gallery with teams only these are imported: what is wrong with the rest is no matter. */
function withoutLooseParts(content: ReadContent): ReadContent {
  if (content.kind !== 'gallery') return content;
  const teams = content.items.filter(({ component }) => component.component_type === 'team');
  return teams.length === 0 ? content : { ...content, items: teams };
}

/** A key is taken out by the import, which has a note of its own for that, as for an old version. */
function isNewsOfImport({ severity, rule }: Issue): boolean {
  return severity !== 'note' && rule !== 'plain-key';
}

const SEVERITIES: readonly Issue['severity'][] = ['error', 'warning', 'note'];

function bySeverity(issues: readonly Issue[]): Issue[] {
  return SEVERITIES.flatMap((wanted) => issues.filter(({ severity }) => severity === wanted));
}
