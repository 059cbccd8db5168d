import { toast } from 'sonner';
import { create } from 'zustand';
import { findPart, type OfferedPart } from '../../shared/component/model-presets.ts';
import { findDefinition } from '../../shared/component/registry.ts';
import { failureText } from '../../shared/failure.ts';
import type { KeptPart } from '../../shared/team/kept-part.ts';
import { api } from '../rpc/api.ts';

interface KeptPartsState {
  /** By title; null until the engine has answered. */
  readonly parts: readonly KeptPart[] | null;
  load: () => Promise<void>;
}

/** The user's own parts. */
export const useKeptParts = create<KeptPartsState>()((set) => ({
  parts: null,
  load: async () => {
    try {
      set({ parts: await api.parts.list() });
    } catch (error) {
      toast.error('Your parts could not be listed', { description: failureText(error) });
    }
  },
}));

/** A part that can be put into a team: one of Troupe's, or one that the user kept. */
export interface PartOffer extends OfferedPart {
  readonly kept?: KeptPart;
}

/** The user's own parts as they are offered, without those of a kind that is not known here. */
export function keptOffers(parts: readonly KeptPart[] | null): readonly PartOffer[] {
  return (parts ?? []).flatMap((kept) => {
    const component = kept.clip.nodes.find(({ id }) => id === kept.clip.picked[0])?.component;
    const definition = component && findDefinition(component.provider);
    if (component === undefined || definition === undefined) return [];
    const { description } = component.config;
    const summary = typeof description === 'string' && description !== '' ? description : definition.summary;
    const own = { ...definition, title: kept.title, summary, initialConfig: component.config };
    return [{ key: `kept:${kept.id}`, definition: own, kept }];
  });
}

/** The part of this key, of Troupe's or of the user's. */
export function findOffer(key: string): PartOffer | undefined {
  return findPart(key) ?? keptOffers(useKeptParts.getState().parts).find((offer) => offer.key === key);
}
