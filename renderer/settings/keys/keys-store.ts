import { toast } from 'sonner';
import { create } from 'zustand';
import { failureText } from '../../../shared/failure.ts';
import type { KeyKeeping, KeyLine } from '../../../shared/rpc/keys-contract.ts';
import { api } from '../../rpc/api.ts';
import { useProviders } from '../../store/providers.ts';

interface KeysState {
  /** Null until the engine has answered. */
  readonly keys: readonly KeyLine[] | null;
  readonly keeping: KeyKeeping | null;
}

/** The keys that can be used, as the engine lists them: never more of one than its end. */
export const useKeys = create<KeysState>()(() => ({ keys: null, keeping: null }));

export async function loadKeys(): Promise<void> {
  try {
    useKeys.setState(await api.keys.list());
  } catch (error) {
    toast.error('The keys could not be listed', { description: failureText(error) });
  }
}

/** Does something with keys, then shows how they stand. Why it could not be done; null where it was. */
export async function changeKeys(change: () => Promise<unknown>): Promise<string | null> {
  let problem: string | null = null;
  try {
    await change();
  } catch (error) {
    problem = failureText(error);
  }
  await Promise.all([loadKeys(), useProviders.getState().load()]);
  return problem;
}
