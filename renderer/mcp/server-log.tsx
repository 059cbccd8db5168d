import { useEffect, useState } from 'react';
import type { NodeId } from '../../shared/ids.ts';
import type { McpLog } from '../../shared/rpc/mcp-contract.ts';
import { api } from '../rpc/api.ts';
import { gone } from './server-store.ts';

const LOOK_EVERY_MS = 1500;

/** What the server writes beside its answers. It is asked for while it is open. */
export function ServerLog({ node, id }: { readonly node: NodeId; readonly id: string }) {
  const [isOpen, setOpen] = useState(false);
  const [log, setLog] = useState<McpLog | null>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    const look = (): void =>
      void api.mcp.log({ id }).then(setLog, (error: unknown) => {
        gone(node, error);
      });
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isOpen, id, node]);
  const text = log?.lines.join('\n') ?? '';
  const end = log?.end ?? null;
  return (
    <details className="mcp-section" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Log</summary>
      {end !== null && <p className="form-error">It is not there any more: {end}.</p>}
      {isOpen && (
        <pre className="mcp-text" tabIndex={0} aria-label="Log of the server">
          {text === '' ? 'It has written nothing.' : text}
        </pre>
      )}
    </details>
  );
}
