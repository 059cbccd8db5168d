import { Bug, ChevronRight, Download, Ellipsis, Copy, FilePlus, House, Redo2, Undo2, Upload } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useState, type ReactNode } from 'react';
import { Hint } from '../components/hint.tsx';
import { Mark } from '../components/mark.tsx';
import { duplicateDocument, goToStart, newDocument } from '../documents/document-commands.ts';
import { chooseFile } from '../documents/import-file.ts';
import { keyWords } from '../keys/key-words.ts';
import { RunTopBar } from '../runs/run-top-bar.tsx';
import { appStore } from '../store/app.ts';
import { editorStore, useEditor } from '../store/editor.ts';
import { selectCanRedo, selectCanUndo, type EditorState } from '../store/editor-store.ts';
import { KeyStatus } from './key-status.tsx';
import { usePageTitle } from './use-page-title.ts';
import { RunButton } from './run-button.tsx';
import { SaveMark } from './save-mark.tsx';
import { selectDocumentId, selectOpenRunId } from './selectors.ts';

/** The bar at the top: what is open, whether it is saved, and the two actions that matter now. */
export function TopBar() {
  const runId = useEditor(selectOpenRunId);
  const name = useEditor(selectName);
  return (
    <header className="top">
      <h1 className="sr-only">{name}</h1>
      <Hint text="All teams">
        <button type="button" className="top-mark" aria-label="All teams" onClick={() => void goToStart()}>
          <Mark />
        </button>
      </Hint>
      <div className="top-name">
        <DocumentName />
        {runId !== null && (
          <span className="crumb">
            <ChevronRight className="icon icon-xs faint" /> Run
          </span>
        )}
        <SaveMark />
        <DocumentMenu />
        {runId !== null && (
          <button type="button" className="btn sm" onClick={() => editorStore.getState().closeRun()}>
            Back to design
          </button>
        )}
      </div>
      <div className="grow" />
      {runId === null ? <DesignActions /> : <RunTopBar runId={runId} />}
    </header>
  );
}

function DesignActions() {
  return (
    <>
      <KeyStatus />
      <span className="vr" />
      <button type="button" className="btn" onClick={() => appStore.getState().setRunPopover('debug')}>
        <Bug className="icon icon-s" /> Debug <span className="kbd">{keyWords('debug.start')}</span>
      </button>
      <RunButton />
    </>
  );
}

/** The name of the team. Kept as the user types it, one undo step a visit. */
function DocumentName() {
  const name = useEditor(selectName);
  const [draft, setDraft] = useState<string | null>(null);
  usePageTitle(`${name === '' ? 'Untitled team' : name} · Troupe`);
  const keep = (): void => {
    const next = draft?.trim();
    setDraft(null);
    if (next) editorStore.getState().edit((before) => (before.name === next ? before : { ...before, name: next }));
  };
  return (
    <>
      <h1 className="sr-only">{name === '' ? 'Untitled team' : name}</h1>
      <input
        className="doc-name"
        aria-label="Name of the team"
        value={draft ?? name}
        spellCheck={false}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') setDraft(null);
        }}
      />
    </>
  );
}

function DocumentMenu() {
  const id = useEditor(selectDocumentId);
  const canUndo = useEditor(selectCanUndo);
  const canRedo = useEditor(selectCanRedo);
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="btn bare sq sm" aria-label="Document menu">
        <Ellipsis className="icon" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" sideOffset={4}>
          <Item
            icon={<Undo2 className="icon" />}
            label="Undo"
            isDisabled={!canUndo}
            keys={keyWords('edit.undo')}
            onSelect={() => editorStore.getState().undo()}
          />
          <Item
            icon={<Redo2 className="icon" />}
            label="Redo"
            isDisabled={!canRedo}
            keys={keyWords('edit.redo')}
            onSelect={() => editorStore.getState().redo()}
          />
          <DropdownMenu.Separator className="menu-line" />
          <Item icon={<FilePlus className="icon" />} label="New team" onSelect={() => void newDocument()} />
          <Item icon={<House className="icon" />} label="All teams" onSelect={() => void goToStart()} />
          <Item icon={<Copy className="icon" />} label="Duplicate" onSelect={() => void duplicateDocument(id)} />
          <DropdownMenu.Separator className="menu-line" />
          <Item icon={<Upload className="icon" />} label="Import…" onSelect={chooseFile} />
          <Item
            icon={<Download className="icon" />}
            label="Export…"
            onSelect={() => appStore.getState().openDialog({ type: 'export' })}
          />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface ItemProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly keys?: string;
  readonly isDisabled?: boolean;
  onSelect: () => void;
}

function Item({ icon, label, keys, isDisabled = false, onSelect }: ItemProps) {
  return (
    <DropdownMenu.Item className="menu-item" disabled={isDisabled} onSelect={onSelect}>
      {icon} {label} {keys && <span className="kbd">{keys}</span>}
    </DropdownMenu.Item>
  );
}

const selectName = ({ document }: EditorState): string => document.name;
