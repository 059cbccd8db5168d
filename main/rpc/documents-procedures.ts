import { implement } from '@orpc/server';
import { documentsContract } from '../../shared/rpc/documents-contract.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import { compile } from '../compiler/compile.ts';
import { hidePlainSecrets } from '../compiler/secrets.ts';
import { loadTemplate } from '../compiler/templates.ts';
import { markCopied, markImported } from './document-trust.ts';
import type { Engine } from './engine.ts';
import { exportText } from './export-text.ts';
import { importText } from './import-text.ts';
import { previewText } from './preview-text.ts';
import { clearErrors } from './rpc-errors.ts';
import { newDocumentId } from './to-drawings.ts';

const procedure = implement(documentsContract).$context<Engine>().use(clearErrors);

/** Team documents: kept in versions, read from and written to files, checked. */
export const documentsProcedures = procedure.router({
  list: procedure.list.handler(({ context }) => context.documents.list()),
  create: procedure.create.handler(({ input, context, errors }) => {
    const template = input.template === undefined ? undefined : loadTemplate(context.templateFolder, input.template);
    if (input.template !== undefined && template === undefined) {
      throw errors.NOT_FOUND({ message: `There is no template "${input.template}".` });
    }
    const drawing = template?.document ?? EMPTY;
    const name = input.name ?? drawing.name;
    return context.documents.create({ ...drawing, id: newDocumentId(), name });
  }),
  open: procedure.open.handler(({ input, context, errors }) => {
    const stored = context.documents.open(input.id, input.version);
    if (stored === undefined) throw errors.NOT_FOUND();
    return stored;
  }),
  save: procedure.save.handler(({ input, context, errors }) => {
    const saved = context.documents.save(withoutPlainKeys(input.document), input.base);
    if (saved.ok) return { version: saved.version };
    if (saved.newest === 0) throw errors.NOT_FOUND();
    throw errors.STALE({ message: 'This team was changed in another window.', data: { version: saved.newest } });
  }),
  duplicate: procedure.duplicate.handler(({ input, context, errors }) => {
    const stored = context.documents.open(input.id);
    if (stored === undefined) throw errors.NOT_FOUND();
    const { document } = stored;
    const copy = { ...document, id: newDocumentId(), name: `${document.name} (copy)` };
    markCopied(context, { from: document.id, to: copy.id });
    return context.documents.create(copy);
  }),
  remove: procedure.remove.handler(({ input, context, errors }) => {
    if (!context.documents.remove(input.id)) throw errors.NOT_FOUND();
  }),
  versions: procedure.versions.handler(({ input, context, errors }) => {
    const versions = context.documents.versions(input.id);
    if (versions.length === 0) throw errors.NOT_FOUND();
    return versions;
  }),
  previewFile: procedure.previewFile.handler(({ input, errors }) => {
    const previewed = previewText(input);
    if (previewed.ok) return { document: previewed.document, issues: [...previewed.issues] };
    throw errors.INVALID_FILE({ message: cannotImport(input), data: { issues: [...previewed.issues] } });
  }),
  importFile: procedure.importFile.handler(({ input, context, errors }) => {
    const imported = importText(context, input);
    if (imported.ok) return { stored: imported.stored, notes: [...imported.notes] };
    throw errors.INVALID_FILE({ message: cannotImport(input), data: { issues: [...imported.issues] } });
  }),
  takeIn: procedure.takeIn.handler(({ input, context }) => markImported(context, [input.id])),
  exportFile: procedure.exportFile.handler(({ input, context, errors }) => {
    const stored = context.documents.open(input.id);
    if (stored === undefined) throw errors.NOT_FOUND();
    const exported = exportText(stored.document, input);
    if (exported.ok) return { fileName: exported.fileName, text: exported.text, notes: [...exported.notes] };
    const message = 'This team cannot be exported yet.';
    throw errors.CANNOT_EXPORT({ message, data: { issues: [...exported.issues] } });
  }),
  check: procedure.check.handler(({ input }) => {
    const compiled = compile(input.document);
    return [...(compiled.ok ? compiled.warnings : compiled.issues)];
  }),
});

/** A key that was typed into a drawing is a problem that the page shows; it is not written to the disk meanwhile. */
function withoutPlainKeys(document: TeamDocument): TeamDocument {
  return {
    ...document,
    nodes: document.nodes.map((node) => ({ ...node, component: hidePlainSecrets(node.component) })),
  };
}

const cannotImport = ({ fileName }: { readonly fileName: string }): string => `"${fileName}" cannot be imported.`;

const EMPTY: Omit<TeamDocument, 'id'> = {
  format: 'troupe.team',
  version: 1,
  name: 'Untitled',
  description: '',
  root: null,
  nodes: [],
  edges: [],
  layout: {},
  notes: [],
};
