import { useId, useState } from 'react';
import type { NodeId } from '../../shared/ids.ts';
import type { McpResourceLine, McpTemplateLine } from '../../shared/rpc/mcp-contract.ts';
import { api } from '../rpc/api.ts';
import { AnswerView } from './answer-view.tsx';
import { useQuestion } from './use-question.ts';

interface ResourceListProps {
  readonly node: NodeId;
  /** Of the connection. */
  readonly id: string;
  readonly resources: readonly McpResourceLine[];
  readonly templates: readonly McpTemplateLine[];
}

/** What a server offers to read: resources that it lists, and addresses of a form that it tells. */
export function ResourceList({ node, id, resources, templates }: ResourceListProps) {
  if (resources.length + templates.length === 0) return <p className="form-help">It offers nothing to read.</p>;
  return (
    <div className="stack">
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
      <AnyAddress node={node} id={id} templates={templates} />
    </div>
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
      <AnswerView asked={asked} title="What it gave" />
    </div>
  );
}

/** Reads what is at an address that somebody types. */
function AnyAddress({ node, id, templates }: Omit<ResourceListProps, 'resources'>) {
  const [uri, setUri] = useState('');
  const { asked, ask } = useQuestion(node);
  const field = useId();
  return (
    <form
      className="stack"
      aria-label="Read an address"
      onSubmit={(event) => {
        event.preventDefault();
        void ask((signal) => api.mcp.read({ id, uri }, { signal }));
      }}
    >
      <div className="form-field">
        <label className="cap" htmlFor={field}>
          Another address
        </label>
        <input
          id={field}
          className="field"
          spellCheck={false}
          value={uri}
          onChange={({ target }) => setUri(target.value)}
        />
        {templates.map(({ uriTemplate, name, description }) => (
          <p key={uriTemplate} className="form-help">
            <code>{uriTemplate}</code>: {description === '' ? name : description}
          </p>
        ))}
      </div>
      <p>
        <button type="submit" className="btn" disabled={uri === ''}>
          Read it
        </button>
      </p>
      <AnswerView asked={asked} title="What it gave" />
    </form>
  );
}
