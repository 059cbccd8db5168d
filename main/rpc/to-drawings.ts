import { randomUUID } from 'node:crypto';
import { importComponents } from '../compiler/import-component.ts';
import type { FileContent } from '../compiler/read-file.ts';
import { moveSecrets, type KeepSecret } from '../compiler/secrets.ts';
import { DocumentId } from '../../shared/ids.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import type { Issue } from '../../shared/team/issue.ts';

/** An id for a document that is made here. */
export function newDocumentId(): DocumentId {
  return DocumentId.parse(`team-${randomUUID()}`);
}

interface Drawings {
  readonly drawings: readonly TeamDocument[];
  readonly notes: readonly Issue[];
}

export interface DrawingOptions {
  /** Name of the file, with or without its folder: what a team is called that nobody named. */
  readonly fileName: string;
  readonly keepSecret: KeepSecret;
}

/** The drawings that a file becomes: one, or one for each team of a gallery. */
export function toDrawings(
  content: Extract<FileContent, { ok: true }>,
  { fileName, keepSecret }: DrawingOptions,
): Drawings {
  if (content.kind === 'document') return { drawings: [withoutKeys(content.document, keepSecret)], notes: [] };
  if (content.kind === 'component') {
    const components = [{ component: content.component, path: [] }];
    const { document, notes } = importComponents({
      components,
      id: newDocumentId(),
      unnamed: stemOf(fileName),
      keepSecret,
    });
    return { drawings: [document], notes };
  }
  const teams = content.items.filter(({ component }) => component.component_type === 'team');
  if (teams.length === 0) {
    const { items: components, name } = content;
    const { document, notes } = importComponents({ components, name, id: newDocumentId(), keepSecret });
    return { drawings: [document], notes };
  }
  const imported = teams.map((team) => importComponents({ components: [team], id: newDocumentId(), keepSecret }));
  return {
    drawings: imported.map(({ document }) => document),
    notes: [...galleryNotes(content.items.length, teams.length), ...imported.flatMap(({ notes }) => notes)],
  };
}

/** `travel_team` of `data/travel_team.json`. */
function stemOf(fileName: string): string | undefined {
  const [, stem] = /([^/\\]+?)(?:\.team)?(?:\.json)?$/i.exec(fileName) ?? [];
  return stem;
}

function galleryNotes(items: number, teams: number): Issue[] {
  const message =
    `This is a gallery: each of its ${teams} teams becomes a document, the first is opened. ` +
    `Its ${items - teams} loose parts are left out.`;
  return items === 1 ? [] : [{ rule: 'gallery', severity: 'note', path: '$.components', message }];
}

function withoutKeys(document: TeamDocument, keep: KeepSecret): TeamDocument {
  const nodes = document.nodes.map((node, index) => {
    const component = moveSecrets(node.component, { keep, path: ['nodes', index, 'component'] });
    return component === node.component ? node : { ...node, component };
  });
  return { ...document, nodes };
}
