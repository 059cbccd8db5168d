import { CircleX, TriangleAlert } from 'lucide-react';
import type { Issue } from '../../shared/team/issue.ts';
import type { InspectorTab } from './field-tabs.ts';

interface IssueCalloutsProps {
  readonly issues: readonly Issue[];
  onChoose: (tab: InspectorTab) => void;
}

/** Where a problem is mended, and the words of the button that leads there. */
const WAYS_OUT: Readonly<Record<string, { readonly tab: InspectorTab; readonly words: string }>> = {
  'no-model': { tab: 'model', words: 'Choose a model' },
  'no-stop-rule': { tab: 'limits', words: 'Add a stop rule' },
  'no-certain-end': { tab: 'limits', words: 'See the stop rules' },
  'no-conditions': { tab: 'limits', words: 'See the stop rules' },
};

/** What is wrong with the card, above its fields. */
export function IssueCallouts({ issues, onChoose }: IssueCalloutsProps) {
  return issues.map(({ rule, severity, message, fix, path }, index) => {
    const isError = severity === 'error';
    const Icon = isError ? CircleX : TriangleAlert;
    const wayOut = WAYS_OUT[rule];
    return (
      <div key={`${rule}-${path}-${index}`} className={isError ? 'callout error' : 'callout'}>
        <Icon className="icon" />
        <span>
          {message} {fix}
        </span>
        {wayOut && (
          <button type="button" className="btn sm" onClick={() => onChoose(wayOut.tab)}>
            {wayOut.words}
          </button>
        )}
      </div>
    );
  });
}
