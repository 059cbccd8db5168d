import { Play } from 'lucide-react';
import type { TemplateSummary } from '../../shared/rpc/app-contract.ts';
import { Portrait } from '../components/portrait.tsx';
import { openTemplate } from '../documents/document-commands.ts';
import { sentenceText } from '../nodes/sentence.ts';
import { templateCast } from './template-cast.ts';

const NUMBER_WORDS = ['nobody', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Who plays in a template, how it goes and how it begins: the page beside the list. */
export function TemplateBill({ template }: { readonly template: TemplateSummary }) {
  const { name, pattern, task } = template;
  const { team, agents, tools } = templateCast(template);
  return (
    <div className="bill">
      <span className="t12 dim">
        {pattern}, a team of {NUMBER_WORDS[agents.length] ?? agents.length}
      </span>
      <h3>{name}</h3>
      <ul className="bill-cast">
        {agents.map(({ id: agent, title, role, cast }) => (
          <li key={agent}>
            <Portrait member={cast} />
            <b>{title}</b>
            <i />
            <span>{asEntry(role)}</span>
          </li>
        ))}
      </ul>
      <dl>
        <dt>Speaks next</dt>
        <dd>{capital(team?.podium ?? '')}</dd>
        <dt>Stops</dt>
        <dd>{capital(sentenceText(team?.sentence ?? []).replace(/^Stops /, ''))}</dd>
        {tools.length > 0 && (
          <>
            <dt>Tools</dt>
            <dd>{tools.join(', ')}</dd>
          </>
        )}
        <dt>Costs</dt>
        <dd>Nothing: replies are scripted until you choose another model</dd>
      </dl>
      <p className="cap">It begins like this</p>
      <div className="bill-speech a-human">
        <b>You</b>
        <p>{task}</p>
      </div>
      <div className="row bill-actions">
        <button type="button" className="btn pri lg" onClick={() => void openTemplate({ template, isRun: true })}>
          <Play className="icon" /> Open and run
        </button>
        <button type="button" className="btn lg plain" onClick={() => void openTemplate({ template, isRun: false })}>
          Open only
        </button>
      </div>
    </div>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A role as an entry of a playbill: no capital, no full stop. */
function asEntry(role: string): string {
  const text = role.replace(/\.$/, '');
  return text.charAt(0).toLowerCase() + text.slice(1);
}
