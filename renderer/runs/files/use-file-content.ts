import type { RunId } from '../../../shared/ids.ts';
import { api } from '../../rpc/api.ts';
import { type Loaded, useLoaded } from '../../rpc/use-loaded.ts';

/** A file as a step of a run left it, in base64. */
export function useFileContent(file: {
  readonly run: RunId;
  readonly sequence: number;
  readonly path: string;
}): Loaded<string> {
  const key = `${file.run} ${file.sequence} ${file.path}`;
  return useLoaded(key, async () => (await api.runs.stepFile(file)).base64, 'The file');
}
