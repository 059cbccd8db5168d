import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { NodeId } from '../../shared/ids.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { walkTree } from './component-tree.ts';
import type { ComponentTree } from './component-tree.ts';
import { formatPath } from './json-path.ts';
import type { PathSegment } from './json-path.ts';
import { plainSecrets } from './secrets.ts';

/** What the reader of a file should know after its import: old versions, components unknown here, keys that were moved. */
export function importNotes({
  component,
  tree,
  nodeOf,
  path,
}: {
  readonly component: ComponentModel;
  readonly tree: ComponentTree;
  readonly nodeOf: (tree: ComponentTree) => NodeId | undefined;
  readonly path: readonly PathSegment[];
}): Issue[] {
  const parts = [...walkTree(tree)];
  const ofParts = parts.flatMap((part) => {
    const found = oldVersion(part) ?? customComponent(part);
    if (found === undefined) return [];
    const node = nodeOf(part);
    const note: Issue = { severity: 'note', path: formatPath(part.path), ...found };
    return [node === undefined ? note : { ...note, node }];
  });
  const ofSecrets = plainSecrets(component).map((secret): Issue => ({
    rule: 'key-moved',
    severity: 'note',
    path: formatPath([...path, ...secret.path]),
    message: 'A key stands here in plain text. It moves to your keys; the team only refers to it.',
  }));
  return [...ofParts, ...ofSecrets];
}

function oldVersion({
  component,
  definition,
}: ComponentTree): { rule: string; message: string; fix: string } | undefined {
  const version = component.component_version;
  if (definition === undefined || typeof version !== 'number' || version < 1 || version >= definition.version) {
    return undefined;
  }
  return {
    rule: 'old-version',
    message: `This ${definition.title.toLowerCase()} has version ${version}, and AutoGen 0.7 reads only version ${definition.version}. Troupe runs it as it is.`,
    fix: `Export with repairs: it is then written in version ${definition.version}.`,
  };
}

function customComponent({ component, definition }: ComponentTree): { rule: string; message: string } | undefined {
  if (definition !== undefined) return undefined;
  return {
    rule: 'custom-component',
    message: `Troupe does not know "${component.provider}". It is kept as it came and can be exported, but not run.`,
  };
}
