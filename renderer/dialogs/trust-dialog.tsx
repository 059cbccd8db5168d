import { CodeXml, Database, Globe, type LucideIcon, Play, SquareTerminal } from 'lucide-react';
import type { TrustPiece } from '../../shared/team/trust-piece.ts';
import { Modal } from '../components/modal.tsx';
import { startRun } from '../frame/start-run.ts';
import { appStore } from '../store/app.ts';
import type { StartOptions } from '../store/run-slice.ts';
import { updateSettings, useSettings } from '../store/settings.ts';

interface TrustDialogProps {
  readonly pieces: readonly TrustPiece[];
  /** The run that waits for it. */
  readonly options: StartOptions;
}

const KINDS: Readonly<Record<TrustPiece['kind'], { readonly Icon: LucideIcon; readonly words: string }>> = {
  code: { Icon: CodeXml, words: 'Code in this file' },
  command: { Icon: SquareTerminal, words: 'A program of this computer' },
  host: { Icon: Globe, words: 'A connection' },
  memory: { Icon: Database, words: 'Shared memory' },
  executor: { Icon: SquareTerminal, words: 'Runs code that agents write' },
};

/** What an imported team would run, piece by piece, before it does. */
export function TrustDialog({ pieces, options }: TrustDialogProps) {
  const close = (): void => appStore.getState().closeDialog();
  const trust = async (): Promise<void> => {
    const trusted = useSettings.getState().settings?.trust.trusted ?? [];
    const added = pieces.map(({ digest, title }) => ({ digest, title }));
    if (!(await updateSettings({ trust: { trusted: [...trusted, ...added] } }))) return;
    close();
    await startRun(options);
  };
  return (
    <Modal
      width="wide"
      title="This team came from a file"
      description="It, or a part that was put into it. It runs the following. Look at it, and let it run only if you know what it does. You are asked again when any of it changes."
      onClose={close}
      actions={
        <>
          <button type="button" className="btn" onClick={close}>
            Do not run it
          </button>
          <button type="button" className="btn warn" onClick={() => void trust()}>
            <Play className="icon icon-s" aria-hidden="true" />
            Trust it and run
          </button>
        </>
      }
    >
      <ol className="trust-list" aria-label="What it runs">
        {pieces.map((piece) => (
          <Piece key={piece.digest} piece={piece} />
        ))}
      </ol>
    </Modal>
  );
}

function Piece({ piece: { kind, title, text } }: { readonly piece: TrustPiece }) {
  const { Icon, words } = KINDS[kind];
  return (
    <li>
      <h3>
        <Icon className="icon icon-s" aria-hidden="true" /> {title} <span className="t12 dim">{words}</span>
      </h3>
      <pre tabIndex={0} aria-label={`${words}, ${title}`}>
        {text}
      </pre>
    </li>
  );
}
