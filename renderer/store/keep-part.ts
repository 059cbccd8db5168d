import { toast } from 'sonner';
import { failureText } from '../../shared/failure.ts';
import type { Clip } from '../../shared/team/clip.ts';
import type { KeptPart } from '../../shared/team/kept-part.ts';
import { api } from '../rpc/api.ts';
import { editorStore } from './editor.ts';
import { useKeptParts } from './kept-parts.ts';

/** Keeps a card of the open team among the user's own parts. */
export async function keepPart({ title, clip }: Pick<KeptPart, 'title' | 'clip'>): Promise<void> {
  const { id } = editorStore.getState().document;
  try {
    const { replaced } = await api.parts.keep({ title, clip: withoutOutside(clip), document: id });
    toast.success(`${title} is in your parts`, {
      description: replaced
        ? 'The one of this name was replaced.'
        : 'Put it into any team from the palette, under Yours.',
    });
    await useKeptParts.getState().load();
  } catch (error) {
    toast.error(`${title} could not be kept`, { description: failureText(error) });
  }
}

/** Takes a part out of the user's own. Teams that have it keep theirs. */
export async function forgetPart({ id, title }: KeptPart): Promise<void> {
  try {
    await api.parts.remove({ id });
  } catch (error) {
    toast.error(`${title} could not be taken out`, { description: failureText(error) });
  }
  await useKeptParts.getState().load();
}

/**
 * What runs in a part that came from a file is shown before its team runs: the engine hears of it first, and where it
 * cannot, the part stays out.
 */
export async function isLetIn(kept: KeptPart | undefined): Promise<boolean> {
  if (kept?.isForeign !== true) return true;
  const { id } = editorStore.getState().document;
  try {
    await api.documents.takeIn({ id });
    return editorStore.getState().document.id === id; // another team may have been opened meanwhile
  } catch (error) {
    toast.error(`${kept.title} could not be added`, { description: failureText(error) });
    return false;
  }
}

/** Another team may have other cards of the same ids: wires to what is not kept mean nothing there. */
function withoutOutside({ nodes, edges, ...clip }: Clip): Clip {
  const ids = new Set(nodes.map(({ id }) => id));
  return { ...clip, nodes, edges: edges.filter(({ source, target }) => ids.has(source) && ids.has(target)) };
}
