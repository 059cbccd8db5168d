import type { TeamDocument } from '../../shared/team/document.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { checkComponent } from './check-component.ts';
import { compile } from './compile.ts';
import { treeOfComponent } from './component-tree.ts';
import { importNotes } from './import-notes.ts';
import { formatPath } from './json-path.ts';
import type { FileContent, ReadContent } from './read-file.ts';

/**
 * All that a reader of a file should know, with paths from the root of the file: what keeps it from being run, what is
 * doubtful, and what an import would change.
 */
export function checkFile(content: ReadContent): Issue[] {
  switch (content.kind) {
    case 'document':
      return checkDocument(content.document);
    case 'component':
      return checkItem({ component: content.component, path: [] });
    case 'gallery':
      return content.items.flatMap(checkItem);
  }
}

function checkItem({ component, path }: Extract<FileContent, { kind: 'gallery' }>['items'][number]): Issue[] {
  const tree = treeOfComponent(component, path);
  const notes = importNotes({ component, tree, nodeOf: () => undefined, path });
  return [...checkComponent(component, path), ...notes.filter(({ rule }) => rule === 'old-version')];
}

function checkDocument(document: TeamDocument): Issue[] {
  const compiled = compile(document);
  return (compiled.ok ? compiled.warnings : compiled.issues).map((issue) => inFile(document, issue));
}

/** The same issue with the path from the root of the document's file instead of its node. */
function inFile(document: TeamDocument, issue: Issue): Issue {
  if (issue.edge !== undefined) {
    const index = document.edges.findIndex(({ id }) => id === issue.edge);
    return { ...issue, path: formatPath(['edges', index]) };
  }
  const index = document.nodes.findIndex(({ id }) => id === issue.node);
  if (index < 0) return issue;
  return { ...issue, path: `${formatPath(['nodes', index, 'component'])}${issue.path.slice(1)}` };
}
