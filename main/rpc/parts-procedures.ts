import { implement } from '@orpc/server';
import { partsContract } from '../../shared/rpc/parts-contract.ts';
import { hidePlainSecrets } from '../compiler/secrets.ts';
import { isImported } from './document-trust.ts';
import type { Engine } from './engine.ts';
import { clearErrors } from './rpc-errors.ts';
import { newPartId } from './to-drawings.ts';

const procedure = implement(partsContract).$context<Engine>().use(clearErrors);

/** The user's own parts: what was kept of one team, to be put into another. */
export const partsProcedures = procedure.router({
  list: procedure.list.handler(({ context }) => context.parts.list()),
  keep: procedure.keep.handler(({ input: { title, clip, document }, context }) => {
    const nodes = clip.nodes.map((node) => ({ ...node, component: hidePlainSecrets(node.component) }));
    const isForeign = isImported(context, document);
    return { replaced: context.parts.keep({ id: newPartId(), title, clip: { ...clip, nodes }, isForeign }) };
  }),
  remove: procedure.remove.handler(({ input: { id }, context: { parts }, errors }) => {
    if (!parts.remove(id)) throw errors.NOT_FOUND();
  }),
});
