import { randomUUID } from 'node:crypto';
import { importComponents } from '../compiler/import-component.ts';
import type { GalleryItem, ReadContent } from '../compiler/read-file.ts';
import { findDefinition } from '../../shared/component/registry.ts';
import type { KeptPart } from '../../shared/team/kept-part.ts';
import { moveSecrets, type KeepSecret } from '../compiler/secrets.ts';
import { DocumentId } from '../../shared/ids.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import type { Issue } from '../../shared/team/issue.ts';

/** An id for a document that is made here. */
export function newDocumentId(): DocumentId {
  return DocumentId.parse(`team-${randomUUID()}`);
}

/** An id for a part that is kept here. */
export function newPartId(): string {
  return `part-${randomUUID()}`;
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
export function toDrawings(content: ReadContent, { fileName, keepSecret }: DrawingOptions): Drawings {
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
    notes: [
      ...galleryNotes({ items: content.items.length, teams: teams.length, parts: content.items.filter(isPart).length }),
      ...imported.flatMap(({ notes }) => notes),
    ],
  };
}

/** `travel_team` of `data/travel_team.json`. */
function stemOf(fileName: string): string | undefined {
  const [, stem] = /([^/\\]+?)(?:\.team)?(?:\.json)?$/i.exec(fileName) ?? [];
  return stem;
}

/** Room is left for the number of a second one. */
const LONGEST_TITLE = 190;

/** True of what stands in a gallery beside its teams, where its kind is known. */
function isPart({ component: { component_type, provider } }: GalleryItem): boolean {
  return component_type !== 'team' && findDefinition(provider) !== undefined;
}

/** The parts of a gallery with teams, as cards that can be put into any other. Nothing of any other file. */
export function looseParts(content: ReadContent, keepSecret: KeepSecret): Omit<KeptPart, 'id'>[] {
  if (content.kind !== 'gallery' || !content.items.some(({ component }) => component.component_type === 'team'))
    return [];
  return content.items.filter(isPart).flatMap((item) => {
    const { document } = importComponents({ components: [item], id: newDocumentId(), keepSecret });
    const { name, root, nodes, edges, layout } = document;
    if (root === null) return [];
    return [
      {
        title: name.slice(0, LONGEST_TITLE),
        isForeign: true,
        clip: { format: 'troupe.clip', version: 1, picked: [root], nodes, edges, layout },
      },
    ];
  });
}

function galleryNotes({ items, teams, parts }: Readonly<Record<'items' | 'teams' | 'parts', number>>): Issue[] {
  const others = items - teams - parts;
  const message =
    `This is a gallery: each of its ${teams} teams becomes a document, the first is opened. ` +
    `Opening it puts ${parts} of its parts under Yours in the palette.` +
    (others > 0 ? ` ${others} of unknown kinds are left out.` : '');
  return items === 1 ? [] : [{ rule: 'gallery', severity: 'note', path: '$.components', message }];
}

function withoutKeys(document: TeamDocument, keep: KeepSecret): TeamDocument {
  const nodes = document.nodes.map((node, index) => {
    const component = moveSecrets(node.component, { keep, path: ['nodes', index, 'component'] });
    return component === node.component ? node : { ...node, component };
  });
  return { ...document, nodes };
}
