import { useState } from 'react';
import type { NodeId } from '../../shared/ids.ts';
import type { McpPromptLine } from '../../shared/rpc/mcp-contract.ts';
import { api } from '../rpc/api.ts';
import { AnswerView } from './answer-view.tsx';
import { ArgumentForm } from './argument-form.tsx';
import type { ArgumentField, Drafts } from './arguments.ts';
import { useQuestion } from './use-question.ts';

interface PromptListProps {
  readonly node: NodeId;
  /** Of the connection. */
  readonly id: string;
  readonly prompts: readonly McpPromptLine[];
}

/** The prompts that a server has prepared for people. */
export function PromptList({ node, id, prompts }: PromptListProps) {
  if (prompts.length === 0) return <p className="form-help">It offers no prompts.</p>;
  return (
    <ul className="mcp-list">
      {prompts.map((prompt) => (
        <li key={prompt.name}>
          <details>
            <summary>
              <code className="cut">{prompt.name}</code>
            </summary>
            <Prompt node={node} id={id} prompt={prompt} />
          </details>
        </li>
      ))}
    </ul>
  );
}

interface PromptProps {
  readonly node: NodeId;
  readonly id: string;
  readonly prompt: McpPromptLine;
}

function Prompt({ node, id, prompt }: PromptProps) {
  const [drafts, setDrafts] = useState<Drafts>({});
  const { asked, ask } = useQuestion(node);
  const { name, description } = prompt;
  const fields = prompt.arguments.map(toField);
  const given = Object.fromEntries(Object.entries(drafts).filter(([, draft]) => draft !== ''));
  return (
    <form
      className="stack"
      aria-label={`Prompt ${name}`}
      onSubmit={(event) => {
        event.preventDefault();
        void ask((signal) => api.mcp.prompt({ id, name, arguments: given }, { signal }));
      }}
    >
      {description !== '' && <p className="mcp-about">{description}</p>}
      {fields.length > 0 && <ArgumentForm fields={fields} drafts={drafts} onChange={setDrafts} />}
      <p>
        <button type="submit" className="btn">
          Show
        </button>
      </p>
      <AnswerView asked={asked} title="What it gave" />
    </form>
  );
}

/** Arguments of prompts are texts. */
function toField({ name, description, required }: McpPromptLine['arguments'][number]): ArgumentField {
  return { name, kind: 'text', description, isRequired: required, options: [], fallback: '' };
}
