import { ORPCError } from '@orpc/client';
import { failureText } from '../../shared/failure.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { api } from '../rpc/api.ts';
import { appStore } from '../store/app.ts';
import type { ImportOutcome } from '../store/app-store.ts';

/** The engine reads no larger file either; asking first spares the transport. */
const MAX_IMPORT_BYTES = 20 * 1024 * 1024;

/** Reads a file that was chosen or dropped, and shows what is in it. Nothing of it is stored or run. */
export async function importFile(file: File): Promise<void> {
  appStore.getState().openDialog({ type: 'import', outcome: await read(file) });
}

async function read(file: File): Promise<ImportOutcome> {
  const fileName = file.name;
  if (file.size > MAX_IMPORT_BYTES) {
    const megabytes = Math.round(file.size / 1024 / 1024);
    return { ok: false, fileName, issues: [problem(`This file has ${megabytes} MB. Troupe reads files up to 20 MB.`)] };
  }
  try {
    const text = await file.text();
    return { ok: true, fileName, text, ...(await api.documents.previewFile({ fileName, text })) };
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
