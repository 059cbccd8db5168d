import { File, FileText, FileX } from 'lucide-react';
import type { RunId } from '../../../shared/ids.ts';
import type { LeftFile } from '../../../shared/run/work-folder.ts';
import { sizeWords } from '../../../shared/size-words.ts';
import { pictureAddress } from '../../attachments/picture-address.ts';
import { appStore } from '../../store/app.ts';
import { useFileContent } from './use-file-content.ts';

interface FileChipProps {
  readonly run: RunId;
  readonly sequence: number;
  /** `isUnknown`: nothing but its path is known yet. */
  readonly file: LeftFile & { readonly isUnknown?: true };
}

/** Larger pictures are not fetched before somebody opens them. */
const LARGEST_PREVIEW = 4_000_000;

/** One file that code left. It opens in a dialog; one that is gone is only named. */
export function FileChip({ run, sequence, file }: FileChipProps) {
  const { path, kind, bytes, isUnknown } = file;
  if (kind === 'gone' || kind === 'lost') {
    return (
      <span className="left-file off">
        <FileX className="icon icon-s" aria-hidden="true" />
        <s className="left-file-name">{path}</s>
        <span className="left-file-size">{kind === 'gone' ? 'deleted' : 'not here any more'}</span>
      </span>
    );
  }
  const Icon = kind === 'text' ? FileText : File;
  return (
    <button
      type="button"
      className="left-file"
      title={path}
      onClick={() => appStore.getState().openDialog({ type: 'left-file', run, sequence, file })}
    >
      {kind === 'picture' && bytes <= LARGEST_PREVIEW ? (
        <Picture run={run} sequence={sequence} path={path} />
      ) : (
        <Icon className="icon icon-s" aria-hidden="true" />
      )}
      <span className="left-file-name">{path}</span>
      {!isUnknown && <span className="left-file-size">{sizeWords(bytes)}</span>}
    </button>
  );
}

function Picture({ path, ...step }: { readonly run: RunId; readonly sequence: number; readonly path: string }) {
  const content = useFileContent({ ...step, path });
  if (content.state !== 'loaded') return <span className="left-file-picture" aria-hidden="true" />;
  return <img className="left-file-picture" src={pictureAddress(content.value)} alt="" />;
}
