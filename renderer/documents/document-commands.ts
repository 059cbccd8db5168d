import { toast } from 'sonner';
import type { DocumentId } from '../../shared/ids.ts';
import { failureText } from '../../shared/failure.ts';
import type { TemplateSummary } from '../../shared/rpc/app-contract.ts';
import { keepTask } from '../frame/kept-task.ts';
import { api } from '../rpc/api.ts';
import { appStore } from '../store/app.ts';
import { editorStore } from '../store/editor.ts';
import { freshlyArranged } from '../canvas/tidy.ts';
import { saved } from './leave-document.ts';

/** Puts a stored document on the canvas. Says so where it is gone. True when it is there. */
export async function openDocument(id: DocumentId): Promise<boolean> {
  return telling('The team could not be opened', async () => {
    await saved();
    const stored = await api.documents.open({ id });
    editorStore.getState().openDocument({ ...stored, document: freshlyArranged(stored.document) });
    appStore.getState().show('editor');
  });
}

/** Makes an empty team and opens it. */
export async function newDocument(): Promise<void> {
  await telling('A new team could not be made', async () => {
    await saved();
    editorStore.getState().openDocument(await api.documents.create({ name: 'Untitled team' }));
    appStore.getState().show('editor');
  });
}

/** Stores what is in a file and opens the first team of it. */
export async function openFile(file: { readonly fileName: string; readonly text: string }): Promise<void> {
  await telling('The file could not be imported', async () => {
    await saved();
    const { stored } = await api.documents.importFile(file);
    editorStore.getState().openDocument({ ...stored, document: freshlyArranged(stored.document) });
    appStore.getState().show('editor');
  });
}

interface TemplateChoice {
  readonly template: Pick<TemplateSummary, 'id' | 'task'>;
  /** True: it runs at once, with the task that the template suggests. */
  readonly isRun: boolean;
}

/** Makes a team from a template and opens it. Its task is there when Run is pressed. */
export async function openTemplate({ template: { id, task }, isRun }: TemplateChoice): Promise<void> {
  await telling('The template could not be opened', async () => {
    await saved();
    const stored = await api.documents.create({ template: id });
    editorStore.getState().openDocument({ ...stored, document: freshlyArranged(stored.document) });
    appStore.getState().show('editor');
    keepTask({ documentId: stored.document.id, task });
    if (!isRun) return;
    const started = await editorStore
      .getState()
      .startRun({ task, attachments: [], debug: false, holdOnLoop: null, budget: null });
    if (!started.ok) throw new Error(started.message);
  });
}

/** Makes a copy and gives it back opened. */
export async function duplicateDocument(id: DocumentId): Promise<void> {
  await telling('The copy could not be made', async () => {
    await saved();
    editorStore.getState().openDocument(await api.documents.duplicate({ id }));
    appStore.getState().show('editor');
  });
}

/** Takes a document out of the list. True when it is gone from there. */
export async function removeDocument(id: DocumentId): Promise<boolean> {
  return telling('The team could not be deleted', () => api.documents.remove({ id }));
}

/** Leaves the editor for the start screen. What was drawn is saved first. */
export async function goToStart(): Promise<void> {
  await telling('Your last changes could not be saved', async () => {
    await saved();
    appStore.getState().show('start');
  });
}

/** Runs a command and tells the user where it failed. True when it worked. */
async function telling(what: string, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    toast.error(what, { description: failureText(error) });
    return false;
  }
}
