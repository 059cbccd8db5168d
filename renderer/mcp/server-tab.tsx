import './mcp.css';
import { Plug, RefreshCw, Unplug } from 'lucide-react';
import { useStore } from 'zustand';
import { hasServer, McpServerParams, mcpServerTitle } from '../../shared/component/mcp-params.ts';
import type { NodeId } from '../../shared/ids.ts';
import type { McpInspection } from '../../shared/rpc/mcp-contract.ts';
import { definitionOf } from '../../shared/team/document-graph.ts';
import type { TeamNode } from '../../shared/team/document.ts';
import { PromptList } from './prompt-list.tsx';
import { ResourceList } from './resource-list.tsx';
import { ServerLog } from './server-log.tsx';
import { APART, serverCommands, serverStore } from './server-store.ts';
import { ToolList } from './tool-list.tsx';

/** The server of a card, looked at without a run. Nothing is started before a person says so. */
export function ServerTab({ node }: { readonly node: TeamNode }) {
  const state = useStore(serverStore, ({ byNode }) => byNode.get(node.id) ?? APART);
  const params = node.component.config['server_params'];
  const connect = (): void => void serverCommands.connect(node.id, params);
  switch (state.type) {
    case 'apart':
      return (
        <section className="stack" aria-label="Server">
          <Before node={node} />
          <p className="mcp-row">
            <button type="button" className="btn" onClick={connect}>
              <Plug className="icon icon-s" /> Connect
            </button>
          </p>
          <div role="status">
            {state.problem !== null && (
              <div className="connection-result error">
                <b>Not connected.</b>
                <p>{state.problem}</p>
              </div>
            )}
          </div>
        </section>
      );
    case 'connecting':
      return (
        <section className="stack" aria-label="Server">
          <Before node={node} />
          <p role="status" className="mcp-row">
            <span className="grow dim">Connecting …</span>
            <button type="button" className="btn" onClick={() => state.stop.abort()}>
              Cancel
            </button>
          </p>
        </section>
      );
    case 'connected':
      return (
        <section className="stack" aria-label="Server">
          <Connected node={node.id} inspection={state.inspection} />
          {JSON.stringify(params) !== state.params && (
            <p className="form-warning" role="alert">
              The settings were changed since. Disconnect, and connect again to use them.
            </p>
          )}
          <Offers key={state.inspection.id} node={node.id} inspection={state.inspection} />
        </section>
      );
  }
}

/** The same inside the card that the part is folded into, closed until somebody wants it. */
export function ServerOfPart({ node }: { readonly node: TeamNode }) {
  const definition = definitionOf(node);
  if (definition === undefined || !hasServer(definition)) return null;
  return (
    <details className="mcp-section">
      <summary>Look at the server</summary>
      <ServerTab node={node} />
    </details>
  );
}

/** What connecting would do. */
function Before({ node }: { readonly node: TeamNode }) {
  const parsed = McpServerParams.safeParse(node.component.config['server_params']);
  if (!parsed.success) return <p className="form-help">Say in Setup first how the server is reached.</p>;
  const isProgram = parsed.data.type === 'StdioServerParams';
  return (
    <>
      <p className="form-help">
        {isProgram
          ? 'Connecting starts this program on your computer, with your rights:'
          : 'Connecting reaches out to this address:'}
      </p>
      <code className="mcp-code">{mcpServerTitle(parsed.data)}</code>
    </>
  );
}

interface OpenServer {
  readonly node: NodeId;
  readonly inspection: McpInspection;
}

function Connected({ node, inspection }: OpenServer) {
  return (
    <>
      <header className="mcp-row mcp-head">
        <b className="mcp-name">{inspection.name}</b>
        <span className="tag ok">connected</span>
        <span className="grow" />
        <button
          type="button"
          className="btn bare sq sm"
          aria-label="Ask again what it offers"
          onClick={() => void serverCommands.look(node)}
        >
          <RefreshCw className="icon icon-s" />
        </button>
        <button type="button" className="btn sm" onClick={() => void serverCommands.disconnect(node)}>
          <Unplug className="icon icon-s" /> Disconnect
        </button>
      </header>
      {inspection.instructions !== '' && (
        <details className="mcp-section">
          <summary>What it says of itself</summary>
          <pre className="mcp-text" tabIndex={0} aria-label="What it says of itself">
            {inspection.instructions}
          </pre>
        </details>
      )}
    </>
  );
}

function Offers({ node, inspection }: OpenServer) {
  const { id, tools, resources, templates, prompts } = inspection;
  return (
    <>
      <details className="mcp-section" open>
        <summary>
          Tools <span className="count">{tools.length}</span>
        </summary>
        <ToolList node={node} id={id} tools={tools} />
      </details>
      <details className="mcp-section">
        <summary>
          Resources <span className="count">{resources.length}</span>
        </summary>
        <ResourceList node={node} id={id} resources={resources} templates={templates} />
      </details>
      <details className="mcp-section">
        <summary>
          Prompts <span className="count">{prompts.length}</span>
        </summary>
        <PromptList node={node} id={id} prompts={prompts} />
      </details>
      <ServerLog node={node} id={id} />
    </>
  );
}
