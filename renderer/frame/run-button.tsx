import { Bug, Play } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { saidWith, wordsOfSaid } from '../../shared/chat/attachment.ts';
import type { RunBudget } from '../../shared/run/budget.ts';
import { usualBudget } from '../../shared/settings/money-settings.ts';
import { ApprovalChoice } from '../approvals/approval-choice.tsx';
import { AttachButton } from '../attachments/attach-button.tsx';
import { AttachmentList } from '../attachments/attachment-list.tsx';
import { useAttachments } from '../attachments/use-attachments.ts';
import { keyWords } from '../keys/key-words.ts';
import { isSendKey } from '../keys/send-key.ts';
import { withLimit } from '../money/amount.ts';
import { CostCap } from '../money/cost-cap.tsx';
import { EstimateLine } from '../money/estimate-line.tsx';
import { useEstimate } from '../money/use-estimate.ts';
import { appStore, useApp } from '../store/app.ts';
import type { AppState } from '../store/app-store.ts';
import { editorStore, useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';
import { frameStore } from '../store/frame.ts';
import { useSettings } from '../store/settings.ts';
import { selectErrorCount } from '../store/problems-slice.ts';
import { keepHoldOnLoop, keepTask, keptHoldOnLoop, keptTask } from './kept-task.ts';
import { LoopChoice } from './loop-choice.tsx';
import { SandboxNote } from './sandbox-note.tsx';
import { startRun } from './start-run.ts';

/** The main button, and the popover in which the task is written. Errors block it and say where they are. */
export function RunButton() {
  const popover = useApp(selectPopover);
  const errors = useEditor(selectErrorCount);
  const { setRunPopover } = appStore.getState();
  return (
    <Popover.Root open={popover !== null} onOpenChange={(open) => setRunPopover(open ? 'run' : null)}>
      <Popover.Trigger asChild>
        <button type="button" className="btn pri">
          <Play className="icon icon-s" /> Run <span className="kbd">{keyWords('run.start')}</span>
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover run-popover" align="end" sideOffset={8} aria-label="Run this team">
          {errors > 0 ? <Blocked errors={errors} /> : <TaskForm isDebug={popover === 'debug'} />}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Blocked({ errors }: { readonly errors: number }) {
  const show = (): void => {
    appStore.getState().setRunPopover(null);
    frameStore.getState().showDock('problems');
  };
  return (
    <div className="stack">
      <p>
        <b className="strong">
          {errors === 1 ? 'One problem keeps' : `${errors} problems keep`} this team from running.
        </b>{' '}
        Each is marked on the canvas.
      </p>
      <button type="button" className="btn pri push" onClick={show}>
        Show {errors === 1 ? 'it' : 'them'}
      </button>
    </div>
  );
}

function TaskForm({ isDebug }: { readonly isDebug: boolean }) {
  const documentId = editorStore.getState().document.id;
  const [task, setTask] = useState(() => keptTask(documentId));
  const [isHeld, setIsHeld] = useState(isDebug);
  const [holdOnLoop, setHoldOnLoop] = useState(() => keptHoldOnLoop(documentId));
  const [costUsd, setCostUsd] = useState<number | null>(usualCost);
  const files = useAttachments();
  const estimate = useEstimate(wordsOfSaid(saidWith(task, files.attachments)));
  const isStarting = useEditor(selectIsStarting);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => field.current?.select(), []);
  const start = async (): Promise<void> => {
    const text = task.trim();
    if (text === '') return field.current?.focus();
    keepTask({ documentId, task: text });
    keepHoldOnLoop(documentId, holdOnLoop);
    const { attachments } = files;
    await startRun({ task: text, attachments, debug: isHeld, holdOnLoop, budget: budgetOf(costUsd) });
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <label className="cap" htmlFor={id}>
        Task
      </label>
      <textarea
        id={id}
        ref={field}
        className="field"
        rows={5}
        value={task}
        placeholder="What should the team do?"
        onChange={(event) => setTask(event.target.value)}
        onKeyDown={(event) => isSend(event) && void start()}
        onPaste={files.onPaste}
      />
      <AttachmentList draft={files} />
      <SandboxNote />
      <EstimateLine estimate={estimate} />
      <CostCap costUsd={costUsd} onChange={setCostUsd} />
      <ApprovalChoice />
      <LoopChoice times={holdOnLoop} onChange={setHoldOnLoop} />
      <div className="row">
        <label className="check grow t12">
          <input type="checkbox" checked={isHeld} onChange={(event) => setIsHeld(event.target.checked)} />
          Hold before the first turn
        </label>
        <AttachButton draft={files} />
        <StartButton isHeld={isHeld} isOff={isStarting || task.trim() === ''} />
      </div>
    </form>
  );
}

function StartButton({ isHeld, isOff }: { readonly isHeld: boolean; readonly isOff: boolean }) {
  return (
    <button type="submit" className="btn pri" disabled={isOff}>
      {isHeld ? <Bug className="icon icon-s" /> : <Play className="icon icon-s" />}
      {isHeld ? 'Start debugging' : 'Start run'}
    </button>
  );
}

/** Ctrl+Enter: the text is not changed by it. */
function isSend(event: KeyboardEvent): boolean {
  if (!isSendKey(event)) return false;
  event.preventDefault();
  return true;
}

/** What the settings let a new run cost; null: no limit. */
function usualCost(): number | null {
  return useSettings.getState().settings?.money.run.costUsd ?? null;
}

/** As the settings have it, but for the money. Null until they are known: the engine knows them. */
function budgetOf(costUsd: number | null): RunBudget | null {
  const money = useSettings.getState().settings?.money;
  if (money === undefined) return null;
  const usual = usualBudget(money);
  return { ...usual, run: withLimit(usual.run, 'costUsd', costUsd) };
}

const selectPopover = ({ runPopover }: AppState): AppState['runPopover'] => runPopover;
const selectIsStarting = ({ isStartingRun }: EditorState): boolean => isStartingRun;
