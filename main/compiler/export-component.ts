import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { toComponent } from './component-tree.ts';
import { treeOfDocument } from './document-tree.ts';
import { repairComponent } from './repair-component.ts';
import { maskSecrets } from './secrets.ts';

/** AutoGen component JSON of a drawing's root, or why there is none. Every key in it is `**********`. */
export type Exported =
  | { readonly ok: true; readonly component: ComponentModel; readonly notes: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/**
 * Writes the root of a drawing as AutoGen component JSON. An imported file comes out as it came in, up to the order of
 * keys; with `repair`, what AutoGen could not load is mended, each with a note.
 */
export function exportComponent(document: TeamDocument, { repair }: { repair: boolean }): Exported {
  const root = document.root ?? (document.nodes.length === 1 ? document.nodes[0]?.id : undefined);
  if (root === undefined) {
    const message = 'There is no team on the canvas to export. Add one first.';
    return { ok: false, issues: [{ rule: 'no-root', severity: 'error', path: '$', message }] };
  }
  const built = treeOfDocument(document, root);
  if (!built.ok) return built;
  const component = maskSecrets(toComponent(built.tree));
  return repair ? { ok: true, ...repairComponent(component) } : { ok: true, component, notes: [] };
}
