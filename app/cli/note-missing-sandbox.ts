import { treeOfComponent, walkTree } from '../../main/compiler/component-tree.ts';
import type { Engine } from '../../main/rpc/engine.ts';
import { SANDBOX_MISSING } from '../../main/sandbox/sandbox-error.ts';
import { bringsCode } from '../../shared/component/brings-code.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { sandboxPlaces } from '../engine/code-ports.ts';

/** Says on the standard error, before the run, that its code has no place to run in. */
export function noteMissingSandbox({ packs }: Pick<Engine, 'packs'>, plan: ComponentModel): void {
  const hasCode = [...walkTree(treeOfComponent(plan))].some(({ component }) => bringsCode(component));
  if (hasCode && sandboxPlaces(packs) === undefined) process.stderr.write(`${SANDBOX_MISSING}\n`);
}
