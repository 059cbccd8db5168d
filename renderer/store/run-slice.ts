// The seam between the frame and the run views. The frame renders, from `renderer/runs`:
//   run-panel.tsx    RunPanel({ runId })      right pane, full height, while a run is open: run head, tabs, conversation
//   run-top-bar.tsx  RunTopBar({ runId })     in the top bar: status in words, then the actions (Pause, Continue, Stop)
//   debug-bar.tsx    DebugBar({ runId })      floats top centre over the canvas; renders nothing when there is no session
//   run-dock.tsx     RunDock({ runId, documentId, tab })  one open tab of the bottom dock: 'conversation' | 'timeline' | 'state'
//                    RunFacts({ runId, documentId })      one line at the right of the dock's tab strip
//   run-list.tsx     RunList({ documentId })  the runs of this document, in the left pane
// The run views read `openRunId`, write `stage`, and share `selectedTurnPath` and `selectedAgent` with the canvas.
import { ORPCError } from '@orpc/client';
import type { StateCreator } from 'zustand/vanilla';
import type { Attachment } from '../../shared/chat/attachment.ts';
import { failureText } from '../../shared/failure.ts';
import type { RunBudget } from '../../shared/run/budget.ts';
import type { RunId } from '../../shared/ids.ts';
import type { LoopFound } from '../../shared/run/fold/conversation-state.ts';
import type { StopProgress } from '../../shared/run/stop-progress.ts';
import type { Issue } from '../../shared/team/issue.ts';
import type { TrustPiece } from '../../shared/team/trust-piece.ts';
import type { EngineApi } from '../rpc/engine-api.ts';
import type { BreakpointsSlice } from './breakpoints-slice.ts';
import type { HistorySlice } from './history-slice.ts';
import type { SaveSlice } from './save-slice.ts';

/**
 * How the open run looks on the canvas. `renderer/runs` folds it from the events and hands it over with `setStage`; the
 * canvas only shows it. Agents are named as in the document (participant names).
 */
export interface Stage {
  /** Colour of the frame around the canvas: blue, amber or violet; `done` draws no frame but keeps the counts. */
  readonly mode: 'live' | 'paused' | 'past' | 'done';
  /** Number of the turn that is being taken; 0 before the first. */
  readonly turn: number;
  /** Agent that has the floor, or had it at the moment shown; null between turns. */
  readonly speaker: string | null;
  /** What the speaker does, in words: "writing, 71 tokens"; empty when there is nothing to say. */
  readonly activity: string;
  /** Turns taken per agent. */
  readonly turnCounts: Readonly<Record<string, number>>;
  /** How near the stop rule of each team at work is, by its name as a participant; '' is the outermost. */
  readonly progress: Readonly<Record<string, readonly StopProgress[]>>;
  /** Where it went in circles: who, and one sentence. */
  readonly loops: readonly LoopFound[];
  /** Where the run is held: the agent and words such as "held before the reply"; null while it goes on. */
  readonly held: { readonly agent: string | null; readonly words: string } | null;
  /** The same of every agent that is held: several people may be asked at once. */
  readonly heldAgents: Readonly<Record<string, string>>;
  /** The agent that failed, and why, in one line. */
  readonly failed: { readonly agent: string; readonly words: string } | null;
}

export interface StartOptions {
  readonly task: string;
  /** Files that go with it. */
  readonly attachments: readonly Attachment[];
  /** Hold before the first turn. */
  readonly debug: boolean;
  /** Hold where it goes in circles, after so many times; null: it is only told. */
  readonly holdOnLoop: number | null;
  /** What it may use; null: as the settings have it. */
  readonly budget: RunBudget | null;
}

export type StartResult =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly issues: readonly Issue[];
      /** What of an imported team nobody has let run yet. */
      readonly untrusted: readonly TrustPiece[];
      readonly message: string;
    };

/** The run that this window shows beside the drawing. Outside of undo. */
export interface RunSlice {
  readonly openRunId: RunId | null;
  readonly isStartingRun: boolean;
  /** Null while no run is open, and until its first events are folded. */
  readonly stage: Stage | null;
  /** Path of the turn that is selected in conversation and timeline alike. */
  readonly selectedTurnPath: string | null;
  /** Agent that is picked out in the run views and on the canvas. */
  readonly selectedAgent: string | null;
  /** Saves, starts and opens a run of the document as it is now. What the user must mend comes back as issues. */
  startRun: (options: StartOptions) => Promise<StartResult>;
  openRun: (id: RunId) => void;
  closeRun: () => void;
  selectTurn: (selection: { readonly path: string | null; readonly agent: string | null }) => void;
  setStage: (stage: Stage | null) => void;
}

const NO_RUN = { openRunId: null, stage: null, selectedTurnPath: null, selectedAgent: null } as const;

export const createRunSlice =
  (
    runs: Pick<EngineApi['runs'], 'start'>,
  ): StateCreator<RunSlice & HistorySlice & SaveSlice & BreakpointsSlice, [], [], RunSlice> =>
  (set, get) => ({
    ...NO_RUN,
    isStartingRun: false,
    startRun: async ({ task, attachments, debug, holdOnLoop, budget }) => {
      if (get().isStartingRun)
        return { ok: false, issues: [], untrusted: [], message: 'A run is being started already.' };
      set({ isStartingRun: true });
      try {
        await get().saveNow();
        const document = get().document.id;
        const own = {
          task,
          attachments: [...attachments],
          debug,
          ...(holdOnLoop !== null && { holdOnLoop }),
          ...(budget !== null && { budget }),
        };
        const { run } = await runs.start({ document, ...own, breakpoints: [...get().breakpointAgents()] });
        get().openRun(run);
        return { ok: true };
      } catch (error) {
        return { ok: false, issues: issuesOf(error), untrusted: untrustedIn(error), message: failureText(error) };
      } finally {
        set({ isStartingRun: false });
      }
    },
    openRun: (id) => set({ ...NO_RUN, openRunId: id }),
    closeRun: () => set(NO_RUN),
    selectTurn: ({ path, agent }) => set({ selectedTurnPath: path, selectedAgent: agent }),
    setStage: (stage) => set({ stage }),
  });

function issuesOf(error: unknown): readonly Issue[] {
  if (!(error instanceof ORPCError) || error.code !== 'NOT_READY') return [];
  return (error.data as { readonly issues: readonly Issue[] }).issues;
}

function untrustedIn(error: unknown): readonly TrustPiece[] {
  if (!(error instanceof ORPCError) || error.code !== 'NOT_TRUSTED') return [];
  return (error.data as { readonly pieces: readonly TrustPiece[] }).pieces;
}
