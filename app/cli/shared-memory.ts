import { treeOfComponent, walkTree } from '../../main/compiler/component-tree.ts';
import type { Engine } from '../../main/rpc/engine.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { textMemory, vectorMemory } from '../../shared/component/troupe-memories.ts';
import type { ApproveLevel } from './parse-approve.ts';
import { UsageError } from './usage-error.ts';

const HAVE_SPACES: ReadonlySet<string> = new Set([textMemory.provider, vectorMemory.provider]);

/**
 * A file has no spaces of its own: it shares those of this machine, and what is in them may be private.
 * @throws UsageError where it uses any and nobody has allowed that
 */
export function checkSharedMemory(
  plan: ComponentModel,
  level: ApproveLevel | undefined,
  { memories }: Pick<Engine, 'memories'>,
): void {
  if (level !== undefined && level !== 'sandboxed') return;
  const names = new Set(spacesIn(plan));
  if (names.size === 0) return;
  const counts = new Map(
    memories.store
      .spaces()
      .filter(({ document }) => document === null)
      .map(({ name, entries }) => [name, entries]),
  );
  const words = [...names].map((name) => {
    const entries = counts.get(name) ?? 0;
    return `"${name}" (${entries === 0 ? 'empty' : entries === 1 ? '1 entry' : `${entries} entries`})`;
  });
  throw new UsageError(
    `This file uses the memory ${words.join(' and ')}, which you and all teams share. Add --approve memory to let it.`,
  );
}

function spacesIn(plan: ComponentModel): string[] {
  return [...walkTree(treeOfComponent(plan))].flatMap(({ definition, component: { config } }) => {
    const { space } = config;
    if (!HAVE_SPACES.has(definition?.provider ?? '')) return []; // a file may write a provider in other ways
    return [typeof space === 'string' && space.trim() !== '' ? space.trim() : 'memory'];
  });
}
