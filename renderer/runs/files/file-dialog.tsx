import './files.css';
import type { RunId } from '../../../shared/ids.ts';
import type { LeftFile } from '../../../shared/run/work-folder.ts';
import { sizeWords } from '../../../shared/size-words.ts';
import { pictureAddress } from '../../attachments/picture-address.ts';
import { Modal } from '../../components/modal.tsx';
import { saveFile } from '../../documents/save-file.ts';
import type { Loaded } from '../../rpc/use-loaded.ts';
import { appStore } from '../../store/app.ts';
import { useFileContent } from './use-file-content.ts';

interface FileDialogProps {
  readonly run: RunId;
  readonly sequence: number;
  readonly file: LeftFile;
}

/** Letters of a text that are shown. */
const SHOWN = 200_000;

/** A file that code left: as far as it can be shown, and to be taken away. */
export function FileDialog({ run, sequence, file }: FileDialogProps) {
  const { path, bytes } = file;
  const content = useFileContent({ run, sequence, path });
  const { closeDialog } = appStore.getState();
  const name = path.split('/').at(-1) ?? path;
  return (
    <Modal
      title={path}
      description={`${sizeWords(bytes)}, as event ${sequence} of the run left it`}
      width="wide"
      onClose={closeDialog}
      actions={
        <>
          <button type="button" className="btn" onClick={closeDialog}>
            Close
          </button>
          <button
            type="button"
            className="btn pri"
            disabled={content.state !== 'loaded'}
            onClick={() =>
              content.state === 'loaded' && saveFile({ fileName: name, text: bytesOf(content.value), type: OCTETS })
            }
          >
            Download
          </button>
        </>
      }
    >
      <Content file={file} content={content} />
    </Modal>
  );
}

const OCTETS = 'application/octet-stream';

function Content({ file, content }: { readonly file: LeftFile; readonly content: Loaded<string> }) {
  if (content.state === 'loading') return <p className="empty">The file is being fetched.</p>;
  if (content.state === 'failed') {
    return (
      <p className="empty" role="alert">
        {content.problem}
      </p>
    );
  }
  if (file.kind === 'picture') {
    return <img className="file-picture" src={pictureAddress(content.value)} alt={file.path} />;
  }
  if (file.kind === 'text') return <Text text={new TextDecoder().decode(bytesOf(content.value))} />;
  return (
    <p className="empty">
      This is neither a picture nor text, so it is not shown here. Download it, and open it with another program.
    </p>
  );
}

function Text({ text }: { readonly text: string }) {
  return (
    <>
      {text.length > SHOWN && <p className="t12 dim">The beginning of it; all of it is in the download.</p>}
      {text === '' ? (
        <p className="empty">The file is empty.</p>
      ) : (
        <pre className="file-text" tabIndex={0} aria-label="Text of the file">
          {text.slice(0, SHOWN)}
        </pre>
      )}
    </>
  );
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
