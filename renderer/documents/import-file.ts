import { ORPCError } from '@orpc/client';
import { toast } from 'sonner';
import { failureText } from '../../shared/failure.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { api } from '../rpc/api.ts';
import { appStore } from '../store/app.ts';
import type { ImportOutcome } from '../store/app-store.ts';
import { saved } from './leave-document.ts';

/** The engine reads no larger file either; asking first spares the transport. */
const MAX_IMPORT_BYTES = 20 * 1024 * 1024;

/** Reads a file that was chosen or dropped, stores what is in it, and shows what came out. Nothing in it is run. */
export async function importFile(file: File): Promise<void> {
  try {
    await saved();
  } catch (error) {
    toast.error('Your last changes could not be saved', { description: failureText(error) });
    return;
  }
  appStore.getState().openDialog({ type: 'import', outcome: await read(file) });
}

async function read(file: File): Promise<ImportOutcome> {
  const fileName = file.name;
  if (file.size > MAX_IMPORT_BYTES) {
    const megabytes = Math.round(file.size / 1024 / 1024);
    return { ok: false, fileName, issues: [problem(`This file has ${megabytes} MB. Troupe reads files up to 20 MB.`)] };
  }
  try {
    return { ok: true, fileName, ...(await api.documents.importFile({ fileName, text: await file.text() })) };
  } catch (error) {
    if (error instanceof ORPCError && error.code === 'INVALID_FILE') {
      return { ok: false, fileName, issues: (error.data as { readonly issues: readonly Issue[] }).issues };
    }
    return { ok: false, fileName, issues: [problem(failureText(error))] };
  }
}

const problem = (message: string): Issue => ({ rule: 'cannot-read', severity: 'error', path: '', message });

/** Lets the user choose files and imports the first. */
export function chooseFile(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) void importFile(file);
  });
  input.click();
}
