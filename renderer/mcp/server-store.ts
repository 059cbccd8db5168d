import { ORPCError } from '@orpc/client';
import { createStore } from 'zustand/vanilla';
import { McpServerParams } from '../../shared/component/mcp-params.ts';
import { failureText } from '../../shared/failure.ts';
import type { NodeId } from '../../shared/ids.ts';
import type { Json } from '../../shared/json.ts';
import type { McpInspection } from '../../shared/rpc/mcp-contract.ts';
import { api } from '../rpc/api.ts';

/** How one card's server stands. `problem`: what went wrong last, in words. */
export type ServerState =
  | { readonly type: 'apart'; readonly problem: string | null }
  | { readonly type: 'connecting'; readonly stop: AbortController }
  /** `params` as they were when it was connected, as JSON. */
  | { readonly type: 'connected'; readonly params: string; readonly inspection: McpInspection };

interface ServerStates {
  readonly byNode: ReadonlyMap<NodeId, ServerState>;
}

/** Servers that this window is connected to, by the card they were connected from. They outlive the selection. */
export const serverStore = createStore<ServerStates>()(() => ({ byNode: new Map() }));

export const APART: ServerState = { type: 'apart', problem: null };

function put(node: NodeId, state: ServerState): void {
  serverStore.setState(({ byNode }) => ({ byNode: new Map(byNode).set(node, state) }));
}

/** What a person does with a card's server. Nothing else starts one. */
export const serverCommands = {
  async connect(node: NodeId, params: Json | undefined): Promise<void> {
    const parsed = McpServerParams.safeParse(params);
    if (!parsed.success) {
      put(node, { type: 'apart', problem: 'The settings of the server are not complete: see Setup.' });
      return;
    }
    const stop = new AbortController();
    put(node, { type: 'connecting', stop });
    try {
      const inspection = await api.mcp.connect({ params: parsed.data }, { signal: stop.signal });
      put(node, { type: 'connected', params: JSON.stringify(params), inspection });
    } catch (error) {
      put(node, { type: 'apart', problem: stop.signal.aborted ? null : failureText(error) });
    }
  },

  /** Asks the server again what it offers. */
  async look(node: NodeId): Promise<void> {
    const state = serverStore.getState().byNode.get(node);
    if (state?.type !== 'connected') return;
    try {
      put(node, { ...state, inspection: await api.mcp.look({ id: state.inspection.id }) });
    } catch (error) {
      gone(node, error);
    }
  },

  async disconnect(node: NodeId): Promise<void> {
    const state = serverStore.getState().byNode.get(node);
    put(node, APART);
    if (state?.type === 'connected') await api.mcp.disconnect({ id: state.inspection.id });
  },
};

/** True where the engine is not connected to the server any more: then the card says so. */
export function gone(node: NodeId, error: unknown): boolean {
  const isGone = error instanceof ORPCError && error.code === 'NOT_CONNECTED';
  if (isGone) put(node, { type: 'apart', problem: failureText(error) });
  return isGone;
}
