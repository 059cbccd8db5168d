import { toast } from 'sonner';
import { create } from 'zustand';
import { failureText } from '../../shared/failure.ts';
import type { ProviderStatus } from '../../shared/rpc/app-contract.ts';
import { api } from '../rpc/api.ts';

interface ProvidersState {
  /** Null until the engine has answered. */
  readonly providers: readonly ProviderStatus[] | null;
  load: () => Promise<void>;
}

/** Which providers can be used from this machine. */
export const useProviders = create<ProvidersState>()((set) => ({
  providers: null,
  load: async () => {
    try {
      set({ providers: await api.app.providers() });
    } catch (error) {
      toast.error('The providers could not be listed', { description: failureText(error) });
    }
  },
}));
