import * as z from 'zod';
import { createStore } from 'zustand/vanilla';

export type LeftView = 'parts' | 'outline' | 'runs';
export type DockTab = 'conversation' | 'timeline' | 'state' | 'prompt' | 'problems';
export type RightView = 'inspector' | 'run';

/** Widths and heights that the user has dragged, in CSS pixels. */
const Sizes = z.object({
  leftPx: z.number().catch(216),
  inspectorPx: z.number().catch(360),
  runPx: z.number().catch(580),
  dockPx: z.number().catch(280),
});
export type Sizes = z.infer<typeof Sizes>;

/** What is kept from one visit to the next. */
const Kept = z.object({
  leftView: z.enum(['parts', 'outline', 'runs']).nullable().catch('parts'),
  isRightOpen: z.boolean().catch(true),
  isDockOpen: z.boolean().catch(false),
  sizes: Sizes.catch({ leftPx: 216, inspectorPx: 360, runPx: 580, dockPx: 280 }),
});
type Kept = z.infer<typeof Kept>;

/** The panes around the canvas. Every one folds away, and its size is remembered. */
export interface FrameState extends Kept {
  readonly rightView: RightView;
  readonly dockTab: DockTab;
  /** Opens the view in the left pane, or folds the pane when it shows it already. */
  toggleLeft: (view: LeftView) => void;
  showRight: (view: RightView) => void;
  toggleRight: () => void;
  showDock: (tab: DockTab) => void;
  toggleDock: () => void;
  resize: (sizes: Partial<Sizes>) => void;
  /** A run was opened: the script wants a tall page, so the parts fold away. */
  makeRoomForRun: () => void;
  /** The run was closed: the panes stand as before it. */
  giveRoomBack: () => void;
}

const STORAGE_KEY = 'troupe.frame';

export function createFrameStore(storage: Pick<Storage, 'getItem' | 'setItem'>) {
  let beforeRun: Pick<FrameState, 'leftView' | 'isRightOpen' | 'isDockOpen'> | null = null;
  const store = createStore<FrameState>()((set, get) => ({
    ...read(storage.getItem(STORAGE_KEY)),
    rightView: 'inspector',
    dockTab: 'conversation',
    toggleLeft: (view) => set({ leftView: get().leftView === view ? null : view }),
    showRight: (rightView) => set({ rightView, isRightOpen: true }),
    toggleRight: () => set({ isRightOpen: !get().isRightOpen }),
    showDock: (dockTab) => set({ dockTab, isDockOpen: true }),
    toggleDock: () => set({ isDockOpen: !get().isDockOpen }),
    resize: (sizes) => set({ sizes: { ...get().sizes, ...sizes } }),
    makeRoomForRun: () => {
      const { leftView, isRightOpen, isDockOpen } = get();
      beforeRun ??= { leftView, isRightOpen, isDockOpen };
      set({ rightView: 'run', isRightOpen: true, leftView: null, isDockOpen: false });
    },
    giveRoomBack: () => {
      set({ rightView: 'inspector', ...beforeRun });
      beforeRun = null;
    },
  }));
  store.subscribe(({ leftView, isRightOpen, isDockOpen, sizes }) => {
    const kept: Kept = { sizes, ...(beforeRun ?? { leftView, isRightOpen, isDockOpen }) };
    storage.setItem(STORAGE_KEY, JSON.stringify(kept));
  });
  return store;
}

function read(text: string | null): Kept {
  try {
    return Kept.parse(JSON.parse(text ?? '{}'));
  } catch {
    return Kept.parse({}); // not JSON: the panes stand as on the first visit
  }
}
