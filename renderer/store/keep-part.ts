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

/** Whether a part may be put into the open team; one of Troupe's own always may. */
export async function isLetIn(kept: KeptPart | undefined): Promise<boolean> {
  return kept?.isForeign !== true || takenIn(`${kept.title} could not be added`);
}

/**
 * Makes the open team ready for something from elsewhere. What runs in it is shown before the team runs: the engine hears of it
 * first. False where it cannot, which is told as `refusal`, and where another team was opened meanwhile: then it stays out.
 */
export async function takenIn(refusal: string): Promise<boolean> {
  const { id } = editorStore.getState().document;
  try {
    await api.documents.takeIn({ id });
    return editorStore.getState().document.id === id;
  } catch (error) {
    toast.error(refusal, { description: failureText(error) });
    return false;
  }
}

/** Another team may have other cards of the same ids: wires to what is not kept mean nothing there. */
function withoutOutside({ nodes, edges, ...clip }: Clip): Clip {
  const ids = new Set(nodes.map(({ id }) => id));
  return { ...clip, nodes, edges: edges.filter(({ source, target }) => ids.has(source) && ids.has(target)) };
}
