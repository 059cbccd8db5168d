import { RISK_WORDS } from '../../shared/run/approval.ts';
import type { NodeId } from '../../shared/ids.ts';
import type { McpToolLine } from '../../shared/rpc/mcp-contract.ts';
import { api } from '../rpc/api.ts';
import { ToolCall } from './tool-call.tsx';

interface ToolListProps {
  readonly node: NodeId;
  /** Of the connection. */
  readonly id: string;
  readonly tools: readonly McpToolLine[];
}

/** The tools of a server, each with its schema and a form to call it. */
export function ToolList({ node, id, tools }: ToolListProps) {
  if (tools.length === 0) return <p className="form-help">It offers no tools.</p>;
  return (
    <ul className="mcp-list">
      {tools.map((tool) => (
        <li key={tool.name}>
          <details>
            <summary>
              <code className="cut">{tool.name}</code>
              <span className={tool.risk === 'execute' ? 'tag warn' : 'tag'} title={`A call ${RISK_WORDS[tool.risk]}.`}>
                {tool.risk}
              </span>
            </summary>
            <div className="stack">
              {tool.description !== '' && <p className="mcp-about">{tool.description}</p>}
              <ToolCall
                node={node}
                name={tool.name}
                schema={tool.inputSchema}
                verb="Call"
                call={(args, options) => api.mcp.call({ id, tool: tool.name, arguments: args }, options)}
              />
              <details className="mcp-raw">
                <summary>Its schema</summary>
                <pre className="mcp-text" tabIndex={0} aria-label={`Schema of ${tool.name}`}>
                  {JSON.stringify(tool.inputSchema, null, 2)}
                </pre>
              </details>
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}
