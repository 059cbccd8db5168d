import { Play } from 'lucide-react';
import type { TemplateSummary } from '../../shared/rpc/app-contract.ts';
import { Portrait } from '../components/portrait.tsx';
import { openTemplate } from '../documents/document-commands.ts';
import { castOfNames } from './cast-of-names.ts';

const NUMBER_WORDS = ['nobody', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Who plays in a template, how it goes and how it begins: the page beside the list. */
export function TemplateBill({ template }: { readonly template: TemplateSummary }) {
  const { id, name, pattern, cast, summary, task } = template;
  const members = castOfNames(cast);
  return (
    <div className="bill">
      <span className="t12 dim">
        {pattern}, a team of {NUMBER_WORDS[cast.length] ?? cast.length}
      </span>
      <h3>{name}</h3>
      <ul className="bill-cast">
        {members.map(({ name: agent, member }) => (
          <li key={agent}>
            <Portrait member={member} />
            <b>{agent}</b>
          </li>
        ))}
      </ul>
      <dl>
        <dt>What happens</dt>
        <dd>{summary}</dd>
        <dt>Costs</dt>
        <dd>Nothing: replies are scripted until you give it another model</dd>
      </dl>
      <p className="cap">It begins like this</p>
      <div className="bill-speech a-human">
        <b>You</b>
        <p>{task}</p>
      </div>
      <div className="row bill-actions">
        <button type="button" className="btn pri lg" onClick={() => void openTemplate({ id, task })}>
          <Play className="icon" /> Open and run
        </button>
        <button type="button" className="btn lg plain" onClick={() => void openTemplate({ id })}>
          Open only
        </button>
      </div>
    </div>
  );
}
