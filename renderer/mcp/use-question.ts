import { useState } from 'react';
import { failureText } from '../../shared/failure.ts';
import type { NodeId } from '../../shared/ids.ts';
import type { McpAnswer } from '../../shared/rpc/mcp-contract.ts';
import { gone } from './server-store.ts';

/** What came of the last question to a server. */
export type Asked =
  | { readonly type: 'asking'; readonly stop: AbortController }
  | { readonly type: 'answered'; readonly answer: McpAnswer }
  | { readonly type: 'failed'; readonly problem: string };

/** One question after the other to the server of a card. */
export function useQuestion(node: NodeId) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const ask = async (question: (signal: AbortSignal) => Promise<McpAnswer>): Promise<void> => {
    const stop = new AbortController();
    setAsked({ type: 'asking', stop });
    try {
      setAsked({ type: 'answered', answer: await question(stop.signal) });
    } catch (error) {
      if (gone(node, error)) return;
      setAsked(stop.signal.aborted ? null : { type: 'failed', problem: failureText(error) });
    }
  };
  return { asked, ask };
}
