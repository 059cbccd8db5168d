/** All keys of the editor, in one list: what listens, the shortcut sheet and the hints read it. */

export interface Binding {
  readonly id: CommandId;
  readonly label: string;
  readonly group: 'Team' | 'Edit' | 'Canvas' | 'Panes' | 'Run';
  /** In canonical form, see `match-key.ts`; the first is shown. Empty: only in the command palette. */
  readonly keys: readonly string[];
  /** True: the browser keeps the first key for itself, so the sheet shows the second there. */
  readonly isTakenByBrowser?: boolean;
}

export type CommandId =
  | 'team.new'
  | 'team.all'
  | 'team.import'
  | 'team.export'
  | 'team.save'
  | 'team.key'
  | 'edit.undo'
  | 'edit.redo'
  | 'edit.duplicate'
  | 'edit.delete'
  | 'edit.select-all'
  | 'edit.clear'
  | 'edit.rename'
  | 'edit.tidy'
  | 'canvas.left'
  | 'canvas.right'
  | 'canvas.up'
  | 'canvas.down'
  | 'nudge.left'
  | 'nudge.right'
  | 'nudge.up'
  | 'nudge.down'
  | 'nudge-far.left'
  | 'nudge-far.right'
  | 'nudge-far.up'
  | 'nudge-far.down'
  | 'view.zoom-in'
  | 'view.zoom-out'
  | 'view.zoom-100'
  | 'view.fit'
  | 'view.fit-selection'
  | 'palette.commands'
  | 'palette.parts'
  | 'pane.inspect'
  | 'pane.left'
  | 'pane.right'
  | 'pane.dock'
  | 'pane.problems'
  | 'problem.next'
  | 'help.shortcuts'
  | 'settings.open'
  | 'theme.next'
  | 'run.start'
  | 'run.again'
  | 'debug.start'
  | 'debug.breakpoint';

export const bindings: readonly Binding[] = [
  { id: 'team.new', label: 'New team', group: 'Team', keys: ['Mod+N', 'Alt+N'], isTakenByBrowser: true },
  { id: 'team.all', label: 'All teams', group: 'Team', keys: [] },
  { id: 'team.import', label: 'Open or import a file', group: 'Team', keys: ['Mod+O'] },
  { id: 'team.export', label: 'Export', group: 'Team', keys: ['Mod+Shift+S'] },
  { id: 'team.save', label: 'Save now', group: 'Team', keys: ['Mod+S'] },
  { id: 'team.key', label: 'Add a key', group: 'Team', keys: [] },
  { id: 'edit.undo', label: 'Undo', group: 'Edit', keys: ['Mod+Z'] },
  { id: 'edit.redo', label: 'Redo', group: 'Edit', keys: ['Mod+Shift+Z', 'Mod+Y'] },
  { id: 'edit.duplicate', label: 'Duplicate', group: 'Edit', keys: ['Mod+D'] },
  { id: 'edit.delete', label: 'Delete', group: 'Edit', keys: ['Delete', 'Backspace'] },
  { id: 'edit.select-all', label: 'Select all', group: 'Edit', keys: ['Mod+A'] },
  { id: 'edit.clear', label: 'Clear the selection', group: 'Edit', keys: ['Escape'] },
  { id: 'edit.rename', label: 'Rename', group: 'Edit', keys: ['F2'] },
  { id: 'edit.tidy', label: 'Tidy up', group: 'Canvas', keys: ['Shift+L'] },
  { id: 'canvas.left', label: 'Select the card to the left', group: 'Canvas', keys: ['ArrowLeft'] },
  { id: 'canvas.right', label: 'Select the card to the right', group: 'Canvas', keys: ['ArrowRight'] },
  { id: 'canvas.up', label: 'Select the card above', group: 'Canvas', keys: ['ArrowUp'] },
  { id: 'canvas.down', label: 'Select the card below', group: 'Canvas', keys: ['ArrowDown'] },
  { id: 'nudge.left', label: 'Move left', group: 'Canvas', keys: ['Mod+ArrowLeft'] },
  { id: 'nudge.right', label: 'Move right', group: 'Canvas', keys: ['Mod+ArrowRight'] },
  { id: 'nudge.up', label: 'Move up', group: 'Canvas', keys: ['Mod+ArrowUp'] },
  { id: 'nudge.down', label: 'Move down', group: 'Canvas', keys: ['Mod+ArrowDown'] },
  { id: 'nudge-far.left', label: 'Move far left', group: 'Canvas', keys: ['Mod+Shift+ArrowLeft'] },
  { id: 'nudge-far.right', label: 'Move far right', group: 'Canvas', keys: ['Mod+Shift+ArrowRight'] },
  { id: 'nudge-far.up', label: 'Move far up', group: 'Canvas', keys: ['Mod+Shift+ArrowUp'] },
  { id: 'nudge-far.down', label: 'Move far down', group: 'Canvas', keys: ['Mod+Shift+ArrowDown'] },
  { id: 'view.zoom-in', label: 'Zoom in', group: 'Canvas', keys: ['+', '='] },
  { id: 'view.zoom-out', label: 'Zoom out', group: 'Canvas', keys: ['-'] },
  { id: 'view.zoom-100', label: 'Zoom to 100 %', group: 'Canvas', keys: ['0'] },
  { id: 'view.fit', label: 'Fit all', group: 'Canvas', keys: ['1'] },
  { id: 'view.fit-selection', label: 'Fit the selection', group: 'Canvas', keys: ['2'] },
  { id: 'palette.commands', label: 'Commands and go to', group: 'Panes', keys: ['Mod+K', 'Mod+P', 'Mod+Shift+P'] },
  { id: 'palette.parts', label: 'Search parts', group: 'Panes', keys: ['N'] },
  { id: 'pane.inspect', label: 'Inspect', group: 'Panes', keys: ['Enter'] },
  { id: 'pane.left', label: 'Parts', group: 'Panes', keys: ['Mod+B'] },
  { id: 'pane.right', label: 'Right pane', group: 'Panes', keys: ['Mod+I'] },
  { id: 'pane.dock', label: 'Dock', group: 'Panes', keys: ['Mod+J'] },
  { id: 'pane.problems', label: 'Problems', group: 'Panes', keys: ['Mod+Shift+M'] },
  { id: 'problem.next', label: 'Next problem', group: 'Panes', keys: ['F8'] },
  { id: 'help.shortcuts', label: 'Keyboard shortcuts', group: 'Panes', keys: ['?'] },
  { id: 'settings.open', label: 'Settings', group: 'Panes', keys: ['Mod+,'] },
  { id: 'theme.next', label: 'Next theme', group: 'Panes', keys: [] },
  { id: 'run.start', label: 'Run', group: 'Run', keys: ['Mod+Enter'] },
  { id: 'run.again', label: 'Run with the last task', group: 'Run', keys: ['Mod+Shift+Enter'] },
  { id: 'debug.start', label: 'Debug', group: 'Run', keys: ['F5'] },
  { id: 'debug.breakpoint', label: 'Toggle breakpoint', group: 'Run', keys: ['F9'] },
];

/** Keys that others listen for; shown in the sheet only. */
export const otherKeys: readonly Omit<Binding, 'id'>[] = [
  { label: 'Copy, cut, paste', group: 'Edit', keys: ['Mod+C', 'Mod+X', 'Mod+V'] },
  { label: 'Continue', group: 'Run', keys: ['F5', 'Mod+\\'] },
  { label: 'Step over, to the next turn', group: 'Run', keys: ['F10', "Mod+'"] },
  { label: 'Pause', group: 'Run', keys: ['F6'] },
  { label: 'Stop', group: 'Run', keys: ['Shift+F5'] },
  { label: 'Back and forward in the history', group: 'Run', keys: ['Alt+ArrowLeft', 'Alt+ArrowRight'] },
];
