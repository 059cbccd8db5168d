import type { NodeId } from '../../shared/ids.ts';
import type { McpResourceLine } from '../../shared/rpc/mcp-contract.ts';
import { api } from '../rpc/api.ts';
import { AnswerView } from './answer-view.tsx';
import { useQuestion } from './use-question.ts';

interface ResourceListProps {
  readonly node: NodeId;
  /** Of the connection. */
  readonly id: string;
  readonly resources: readonly McpResourceLine[];
}

/** What a server offers to read. */
export function ResourceList({ node, id, resources }: ResourceListProps) {
  if (resources.length === 0) return <p className="form-help">It offers nothing to read.</p>;
  return (
    <ul className="mcp-list">
      {resources.map((resource) => (
        <li key={resource.uri}>
          <details>
            <summary>
              <span className="cut">{resource.name}</span>
              {resource.mimeType !== null && <span className="tag">{resource.mimeType}</span>}
            </summary>
            <Resource node={node} id={id} resource={resource} />
          </details>
        </li>
      ))}
    </ul>
  );
}

interface ResourceProps {
  readonly node: NodeId;
  readonly id: string;
  readonly resource: McpResourceLine;
}

function Resource({ node, id, resource }: ResourceProps) {
  const { asked, ask } = useQuestion(node);
  const { uri, name, description } = resource;
  return (
    <div className="stack">
      <code className="mcp-code">{uri}</code>
      {description !== '' && <p className="mcp-about">{description}</p>}
      <p>
        <button
          type="button"
          className="btn"
          aria-label={`Read ${name}`}
          onClick={() => void ask((signal) => api.mcp.read({ id, uri }, { signal }))}
        >
          Read
        </button>
      </p>
      <AnswerView asked={asked} />
    </div>
  );
}
