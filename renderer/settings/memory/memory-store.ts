import { toast } from 'sonner';
import { create } from 'zustand';
import { failureText } from '../../../shared/failure.ts';
import type { MemoryEntryInfo, MemorySpaceInfo } from '../../../shared/rpc/memory-contract.ts';
import type { SpaceName } from '../../../shared/run/memory-outcome.ts';
import { api } from '../../rpc/api.ts';

interface MemoryState {
  /** Null until the engine has answered. */
  readonly spaces: readonly MemorySpaceInfo[] | null;
  /** The space whose entries are shown. */
  readonly chosen: SpaceName | null;
  readonly search: string;
  readonly entries: readonly MemoryEntryInfo[];
  readonly hasMore: boolean;
}

const EMPTY: MemoryState = { spaces: null, chosen: null, search: '', entries: [], hasMore: false };

/** What is remembered, as the engine has it. */
export const useMemory = create<MemoryState>()(() => EMPTY);

/** Spaces have no number outside of the engine: their name and document say which it is. */
export function spaceKey({ name, document }: SpaceName): string {
  return `${document ?? ''}:${name}`;
}

/** Lists the spaces, and the entries of the one that is chosen: the first where it is gone. */
export async function loadMemory(): Promise<void> {
  try {
    const spaces = await api.memory.spaces();
    const { chosen } = useMemory.getState();
    const still = spaces.find(({ space }) => chosen !== null && spaceKey(space) === spaceKey(chosen)) ?? spaces[0];
    useMemory.setState({ spaces, chosen: still?.space ?? null });
    await loadEntries();
  } catch (error) {
    toast.error('The memory could not be listed', { description: failureText(error) });
  }
}

export async function chooseSpace(chosen: SpaceName): Promise<void> {
  useMemory.setState({ chosen, search: '' });
  await changeMemory(() => loadEntries());
}

export async function searchMemory(search: string): Promise<void> {
  useMemory.setState({ search });
  await changeMemory(() => loadEntries());
}

/** Adds the next page. */
export async function loadMore(): Promise<void> {
  await changeMemory(() => loadEntries(useMemory.getState().entries.at(-1)?.id));
}

async function loadEntries(before?: number): Promise<void> {
  const { chosen: space, search, entries } = useMemory.getState();
  if (space === null) return useMemory.setState({ entries: [], hasMore: false });
  const page = await api.memory.entries({ space, search, ...(before !== undefined && { before }) });
  const now = useMemory.getState();
  if (now.chosen !== space || now.search !== search) return; // another one was chosen meanwhile
  useMemory.setState({
    hasMore: page.hasMore,
    entries: before === undefined ? page.entries : [...entries, ...page.entries],
  });
}

/** Does something with the memory. Why it could not be done; null where it was. */
export async function changeMemory(change: () => Promise<unknown>): Promise<string | null> {
  try {
    await change();
    return null;
  } catch (error) {
    toast.error('The memory could not be changed', { description: failureText(error) });
    return failureText(error);
  }
}
