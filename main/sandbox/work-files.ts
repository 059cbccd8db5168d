import type { BlobStore } from '../core/store.ts';
import type { WorkFolder } from '../../shared/run/work-folder.ts';
import type { CodeResult } from './code-executor.ts';

/** Contents of a work folder, base64, by path. */
export type WorkFiles = ReadonlyMap<string, string>;

/** The files of a folder. One whose content is not there any more is left out. */
export function readFiles(folder: WorkFolder, blobs: BlobStore): Map<string, string> {
  return new Map(
    Object.entries(folder).flatMap(([path, hash]) => {
      const base64 = blobs.get(hash);
      return base64 === undefined ? [] : [[path, base64] as const];
    }),
  );
}

/** What is other in a later folder, named by hash; its contents are kept. */
export function keepChanges(
  { before, after }: { readonly before: WorkFiles; readonly after: WorkFiles },
  blobs: BlobStore,
): Pick<CodeResult, 'files'> {
  const paths = new Set([...before.keys(), ...after.keys()]);
  const changed = [...paths].filter((path) => before.get(path) !== after.get(path)).toSorted();
  if (changed.length === 0) return {};
  const named = changed.map((path) => {
    const base64 = after.get(path);
    return [path, base64 === undefined ? null : blobs.put(base64)] as const;
  });
  return { files: Object.fromEntries(named) };
}
