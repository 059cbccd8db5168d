import { exportComponent } from '../compiler/export-component.ts';
import { maskSecrets } from '../compiler/secrets.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import type { Issue } from '../../shared/team/issue.ts';

/** A document as a file, or why it cannot be one. No key leaves in it. */
export type ExportedText =
  | { readonly ok: true; readonly fileName: string; readonly text: string; readonly notes: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Writes a document as AutoGen component JSON or as a team document. `repair` mends what AutoGen could not load. */
export function exportText(
  document: TeamDocument,
  { to, repair }: { to: 'autogen' | 'document'; repair: boolean },
): ExportedText {
  const stem = fileStem(document.name);
  if (to === 'document') {
    return { ok: true, fileName: `${stem}.team.json`, text: toText(withoutSecrets(document)), notes: [] };
  }
  const exported = exportComponent(document, { repair });
  if (!exported.ok) return exported;
  return { ok: true, fileName: `${stem}.json`, text: toText(exported.component), notes: exported.notes };
}

function withoutSecrets(document: TeamDocument): TeamDocument {
  const nodes = document.nodes.map((node) => ({ ...node, component: maskSecrets(node.component) }));
  return { ...document, nodes };
}

function toText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The name without what file systems do not take. */
function fileStem(name: string): string {
  const stem = name
    .replaceAll(/[^\p{L}\p{N} ._-]+/gu, ' ')
    .replaceAll(/\s+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  return stem.toLowerCase().slice(0, 80) || 'team';
}
