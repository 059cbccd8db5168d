import { copyOf, deleteSelection, nudge, selectAll, tidy, walk } from '../canvas/canvas-commands.ts';
import { canvasPort } from '../canvas/canvas-port.ts';
import { goToStart, newDocument } from '../documents/document-commands.ts';
import { chooseFile } from '../documents/import-file.ts';
import { keptHoldOnLoop, keptTask } from '../frame/kept-task.ts';
import { openSettings } from '../settings/open-settings.ts';
import { startRun } from '../frame/start-run.ts';
import { appStore } from '../store/app.ts';
import { editorStore } from '../store/editor.ts';
import { frameStore } from '../store/frame.ts';
import { chooseTheme } from '../store/settings.ts';
import { selectOnlyNode } from '../store/selection-slice.ts';
import type { CommandId } from './bindings.ts';

/** What each command does. Keys, menus and the command palette call these. */
export const commands: { readonly [Id in CommandId]: () => void } = {
  'team.new': () => void newDocument(),
  'team.all': () => void goToStart(),
  'team.import': chooseFile,
  'team.export': () => appStore.getState().openDialog({ type: 'export' }),
  'team.save': () => void saveNow(),
  'team.key': () => openSettings('keys'),
  'edit.undo': () => editorStore.getState().undo(),
  'edit.redo': () => editorStore.getState().redo(),
  'edit.duplicate': copyOf,
  'edit.delete': deleteSelection,
  'edit.select-all': selectAll,
  'edit.clear': () => editorStore.getState().clearSelection(),
  'edit.rename': () => focusField('name'),
  'edit.tidy': tidy,
  'canvas.left': () => walk('left'),
  'canvas.right': () => walk('right'),
  'canvas.up': () => walk('up'),
  'canvas.down': () => walk('down'),
  'nudge.left': () => nudge({ x: -1, y: 0 }),
  'nudge.right': () => nudge({ x: 1, y: 0 }),
  'nudge.up': () => nudge({ x: 0, y: -1 }),
  'nudge.down': () => nudge({ x: 0, y: 1 }),
  'nudge-far.left': () => nudge({ x: -5, y: 0 }),
  'nudge-far.right': () => nudge({ x: 5, y: 0 }),
  'nudge-far.up': () => nudge({ x: 0, y: -5 }),
  'nudge-far.down': () => nudge({ x: 0, y: 5 }),
  'view.zoom-in': canvasPort.zoomIn,
  'view.zoom-out': canvasPort.zoomOut,
  'view.zoom-100': () => canvasPort.zoomTo(1),
  'view.fit': () => canvasPort.fit(),
  'view.fit-selection': () => canvasPort.fit([...editorStore.getState().selectedNodes]),
  'palette.commands': () => appStore.getState().openDialog({ type: 'commands' }),
  'palette.parts': searchParts,
  'pane.inspect': () => frameStore.getState().showRight('inspector'),
  'pane.left': () => frameStore.getState().toggleLeft(frameStore.getState().leftView ?? 'parts'),
  'pane.right': () => frameStore.getState().toggleRight(),
  'pane.dock': () => frameStore.getState().toggleDock(),
  'pane.problems': () => frameStore.getState().showDock('problems'),
  'problem.next': nextProblem,
  'help.shortcuts': () => appStore.getState().openDialog({ type: 'shortcuts' }),
  'settings.open': () => openSettings(),
  'theme.next': nextTheme,
  'run.start': () => openRunPopover('run'),
  'run.again': () => void runAgain(),
  'debug.start': () => openRunPopover('debug'),
  'debug.breakpoint': toggleBreakpoint,
};

async function saveNow(): Promise<void> {
  try {
    await editorStore.getState().saveNow();
  } catch {
    // The save mark says what went wrong and offers to try again.
  }
}

/** Opens the inspector and puts the cursor into one of its fields. */
function focusField(key: string): void {
  frameStore.getState().showRight('inspector');
  selectText(key);
}

function searchParts(): void {
  if (frameStore.getState().leftView !== 'parts') frameStore.getState().toggleLeft('parts');
  selectText('search-parts');
}

/** A pane that was folded shows its fields in the next frame. */
function selectText(field: string): void {
  const find = (): HTMLInputElement | null => document.querySelector<HTMLInputElement>(`[data-field="${field}"]`);
  const present = find();
  if (present !== null) present.select();
  else requestAnimationFrame(() => find()?.select());
}

function openRunPopover(kind: 'run' | 'debug'): void {
  if (editorStore.getState().openRunId === null) appStore.getState().setRunPopover(kind);
}

async function runAgain(): Promise<void> {
  const { document, openRunId } = editorStore.getState();
  if (openRunId !== null) return;
  const task = keptTask(document.id);
  if (task === '') return openRunPopover('run');
  await startRun({
    task,
    attachments: [],
    debug: false,
    holdOnLoop: keptHoldOnLoop(document.id),
    budget: null,
  });
}

function toggleBreakpoint(): void {
  const { selectedNodes, document, toggleBreakpoint: toggle } = editorStore.getState();
  for (const node of selectedNodes) {
    if (document.nodes.some(({ id, component }) => id === node && component.component_type === 'agent')) toggle(node);
  }
}

function nextProblem(): void {
  const { issues } = editorStore.getState();
  const nodes = [...new Set(issues.filter(({ severity }) => severity !== 'note').flatMap(({ node }) => node ?? []))];
  const selected = selectOnlyNode(editorStore.getState());
  const next = nodes[(selected === null ? -1 : nodes.indexOf(selected)) + 1] ?? nodes[0];
  frameStore.getState().showDock('problems');
  if (next !== undefined) canvasPort.reveal(next);
}

const NEXT_THEME = { system: 'light', light: 'dark', dark: 'system' } as const;

function nextTheme(): void {
  void chooseTheme(NEXT_THEME[appStore.getState().theme]);
}
