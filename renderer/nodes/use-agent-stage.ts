import { useShallow } from 'zustand/react/shallow';
import { editorStore } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';
import type { Stage } from '../store/run-slice.ts';
import { useStore } from 'zustand';

/** What one agent's card shows of the open run. */
export interface AgentStage {
  readonly mode: Stage['mode'];
  readonly turn: number;
  readonly turns: number;
  /** The house light is on this one. */
  readonly isLit: boolean;
  readonly activity: string;
  readonly held: string | null;
  readonly failed: string | null;
}

/** Null while no run is open. */
export function useAgentStage(agent: string): AgentStage | null {
  return useStore(
    editorStore,
    useShallow((state) => agentStage(state, agent)),
  );
}

function agentStage({ stage, selectedAgent }: EditorState, agent: string): AgentStage | null {
  if (stage === null) return null;
  const held = Object.hasOwn(stage.heldAgents, agent) ? (stage.heldAgents[agent] ?? null) : null;
  const hasFloor = stage.mode !== 'done' && stage.speaker === agent;
  return {
    mode: stage.mode,
    turn: stage.turn,
    turns: stage.turnCounts[agent] ?? 0,
    isLit: hasFloor || held !== null || (stage.mode === 'done' && selectedAgent === agent),
    activity: hasFloor ? stage.activity : '',
    held,
    failed: stage.failed?.agent === agent ? stage.failed.words : null,
  };
}
