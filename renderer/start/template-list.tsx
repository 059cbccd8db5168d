import type { TemplateSummary } from '../../shared/rpc/app-contract.ts';
import { Portrait } from '../components/portrait.tsx';
import { openTemplate } from '../documents/document-commands.ts';
import { templateCast } from './template-cast.ts';

interface TemplateListProps {
  readonly templates: readonly TemplateSummary[] | null;
  readonly chosen: string | null;
  onChoose: (id: string) => void;
}

/** The ready-made teams. One click shows what is in one, two open it. */
export function TemplateList({ templates, chosen, onChoose }: TemplateListProps) {
  return (
    <section aria-labelledby="templates-title">
      <h2 id="templates-title">
        Start from a template <span>These run now, without a key, with scripted replies</span>
      </h2>
      <ul className="template-list">
        {templates?.map((template) => (
          <li key={template.id}>
            <button
              type="button"
              className="template-row"
              aria-pressed={template.id === chosen}
              onClick={() => onChoose(template.id)}
              onDoubleClick={() => void openTemplate({ template, isRun: false })}
            >
              <span className="template-cast">
                {templateCast(template).agents.map(({ id, cast }) => (
                  <Portrait key={id} member={cast} />
                ))}
              </span>
              <span className="grow">
                <b>{template.name}</b>
                <span className="dim t12 cut">{template.summary}</span>
              </span>
              <span className="template-pattern t12 dim">{template.pattern}</span>
              <span className="tag ok">No key</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
