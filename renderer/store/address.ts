import { toast } from 'sonner';
import { DocumentId, RunId } from '../../shared/ids.ts';
import { freshlyArranged } from '../canvas/tidy.ts';
import { api } from '../rpc/api.ts';
import { saved } from '../documents/leave-document.ts';
import { appStore } from './app.ts';
import { editorStore } from './editor.ts';

/** What the address names after its `#`: a document and a run of it, so that a reload shows the same again. */
export interface Place {
  readonly document: DocumentId;
  readonly run: RunId | null;
}

export function parsePlace(hash: string): Place | null {
  const match = /^#\/team\/([^/]+)(?:\/run\/([^/]+))?$/.exec(hash);
  const document = DocumentId.safeParse(decode(match?.[1]));
  if (!document.success) return null;
  const run = RunId.safeParse(decode(match?.[2]));
  return { document: document.data, run: run.success ? run.data : null };
}

export function formatPlace(place: Place | null): string {
  if (place === null) return '';
  const run = place.run === null ? '' : `/run/${encodeURIComponent(place.run)}`;
  return `#/team/${encodeURIComponent(place.document)}${run}`;
}

/**
 * Opens what the address names, then keeps the address true to what is shown. The desktop host opens a file by setting
 * the address, a person by going back in the history.
 */
export async function followAddress(): Promise<void> {
  const named = parsePlace(location.hash);
  if (named !== null) await open(named);
  const write = (): void => {
    const hash = formatPlace(shownPlace());
    if (hash !== location.hash) history.replaceState(null, '', `${location.pathname}${hash}`);
  };
  window.addEventListener('hashchange', () => {
    const place = parsePlace(location.hash);
    if (place !== null && formatPlace(place) !== formatPlace(shownPlace())) void open(place);
  });
  appStore.subscribe(write);
  editorStore.subscribe(write);
  write();
}

async function open({ document, run }: Place): Promise<void> {
  try {
    await saved();
    const stored = await api.documents.open({ id: document });
    editorStore.getState().openDocument({ ...stored, document: freshlyArranged(stored.document) });
    if (run !== null) editorStore.getState().openRun(run);
    appStore.getState().show('editor');
  } catch {
    toast.error('The team of this address is not here any more.');
  }
}

function shownPlace(): Place | null {
  if (appStore.getState().screen !== 'editor') return null;
  const { document, openRunId } = editorStore.getState();
  return { document: document.id, run: openRunId };
}

function decode(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return undefined; // a broken escape names nothing
  }
}
