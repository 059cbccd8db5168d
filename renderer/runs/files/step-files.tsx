import './files.css';
import { useState } from 'react';
import type { RunId } from '../../../shared/ids.ts';
import type { LeftFile } from '../../../shared/run/work-folder.ts';
import { api } from '../../rpc/api.ts';
import { useLoaded } from '../../rpc/use-loaded.ts';
import { FileChip } from './file-chip.tsx';

interface StepFilesProps {
  readonly run: RunId;
  /** Number of the event that left them. */
  readonly sequence: number;
  /** Those of its files that are shown, in order. */
  readonly paths: readonly string[];
}

/** So many are shown before somebody asks for the others. */
const FIRST = 12;

/** Files that one step of code left: name, size and preview; what it deleted is named. */
export function StepFiles({ run, sequence, paths }: StepFilesProps) {
  const [isWhole, setIsWhole] = useState(false);
  const files = useLoaded(`${run} ${sequence}`, () => api.runs.stepFiles({ run, sequence }), 'What code left');
  const known = new Map(files.state === 'loaded' ? files.value.map((file) => [file.path, file] as const) : []);
  const shown = isWhole || paths.length <= FIRST + 1 ? paths : paths.slice(0, FIRST);
  return (
    <>
      <ul className="left-files" aria-label="Files">
        {shown.map((path) => (
          <li key={path}>
            <FileChip run={run} sequence={sequence} file={known.get(path) ?? unknown(path)} />
          </li>
        ))}
        {shown.length < paths.length && (
          <li>
            <button type="button" className="btn sm" onClick={() => setIsWhole(true)}>
              {paths.length - shown.length} more
            </button>
          </li>
        )}
      </ul>
      {files.state === 'failed' && <p className="t12 error-words">{files.problem}</p>}
    </>
  );
}

/** Until the engine has answered. */
function unknown(path: string): LeftFile & { readonly isUnknown: true } {
  return { path, kind: 'other', bytes: 0, isUnknown: true };
}
