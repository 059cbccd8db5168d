import { treeOfComponent, walkTree } from '../../main/compiler/component-tree.ts';
import type { Engine } from '../../main/rpc/engine.ts';
import { bringsCode } from '../../shared/component/brings-code.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { failureText } from '../../shared/failure.ts';
import { SANDBOX_PACK, sandboxPlaces } from '../engine/code-ports.ts';
import { onInterrupt } from './interrupt.ts';

/**
 * Fetches the sandbox where a team brings code and it is not here yet, and says so on the standard error. Where it cannot be
 * had the run goes on, and its code says that it was not run. False where a person stopped it.
 */
export async function fetchSandboxFor(plan: ComponentModel, { packs }: Pick<Engine, 'packs'>): Promise<boolean> {
  const hasCode = [...walkTree(treeOfComponent(plan))].some(({ component }) => bringsCode(component));
  const pack = packs.find(SANDBOX_PACK);
  if (!hasCode || pack === undefined || sandboxPlaces(packs) !== undefined) return true;
  const megabytes = Math.round(pack.bytes / 1e6);
  process.stderr.write(`This team brings code. The sandbox that it runs in is fetched now, once: ${megabytes} MB.\n`);
  const stop = new AbortController();
  const interrupt = onInterrupt(() => stop.abort());
  try {
    await packs.install(pack, stop.signal, () => undefined);
  } catch (error) {
    if (stop.signal.aborted) return false;
    process.stderr.write(`${failureText(error)}\nThe run goes on without the sandbox, and its code is not run.\n`);
  } finally {
    interrupt.forget();
  }
  return true;
}
