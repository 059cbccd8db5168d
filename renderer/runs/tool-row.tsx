import { ChevronRight, Wrench } from 'lucide-react';
import { memo } from 'react';
import type { ToolCallView, ToolRow } from '../../shared/run/fold/conversation-row.ts';
import { rowLabel } from './turn-label.ts';
import type { RunCast } from './use-cast.ts';
import { countWords, durationWords } from './words.ts';

/** The calls of one answer: one line that folds out into arguments and results. */
export const ToolRowView = memo(function ToolRowView({ row, cast }: { readonly row: ToolRow; readonly cast: RunCast }) {
  const { colour } = cast.memberOf(row.source);
  return (
    <details className={`dir tools ${colour}`}>
      <summary className="dir-line">
        <span className="no">{rowLabel(row)}</span>
        <span className="who">
          <Wrench className="icon icon-s" aria-hidden="true" />
        </span>
        <span className="d">
          <em>{cast.nameOf(row.source)} calls</em> <CallsInShort calls={row.calls} />
          <ChevronRight className="icon icon-xs chevron" aria-hidden="true" />
          <span className={hasFailed(row) ? 'r error' : 'r'}>{outcomeWords(row)}</span>
        </span>
      </summary>
      <div className="tool-calls">
        {row.calls.map((call, index) => (
          <ToolCallDetail key={index} call={call} />
        ))}
      </div>
    </details>
  );
});

function CallsInShort({ calls }: { readonly calls: readonly ToolCallView[] }) {
  const [first] = calls;
  if (first === undefined) return null;
  if (calls.length === 1) return <code className="cut">{`${first.name}(${argumentsInShort(first.arguments)})`}</code>;
  const isSame = calls.every(({ name }) => name === first.name);
  const names = isSame ? first.name : calls.map(({ name }) => name).join(', ');
  return (
    <>
      <code className="cut">{names}</code>
      {isSame && <em>{calls.length === 2 ? 'twice' : `${calls.length} times`}</em>}
    </>
  );
}

/** `{"q":"speed"}` as `"speed"`; several arguments with their names. */
function argumentsInShort(text: string): string {
  const args = parseArguments(text);
  if (args === null) return text;
  if (args.length === 1) return JSON.stringify(args[0]?.[1]);
  return args.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(', ');
}

function parseArguments(text: string): [string, unknown][] | null {
  try {
    const value: unknown = JSON.parse(text === '' ? '{}' : text);
    return typeof value === 'object' && value !== null ? Object.entries(value) : null;
  } catch {
    return null; // models write broken JSON too; it is shown as it came
  }
}

function hasFailed({ calls }: ToolRow): boolean {
  return calls.some(({ result }) => result?.isError === true);
}

function outcomeWords(row: ToolRow): string {
  if (row.calls.some(({ result }) => result === null)) return 'at work';
  const failures = row.calls.filter(({ result }) => result?.isError === true).length;
  const [only] = row.calls;
  const short = only?.result?.content.trim().replace(/\.$/, '') ?? '';
  const outcome =
    failures > 0
      ? failures === 1 && row.calls.length === 1
        ? 'error'
        : countWords(failures, 'error')
      : row.calls.length === 1 && short !== '' && short.length <= 24 && !short.includes('\n')
        ? short
        : countWords(row.calls.length, 'result');
  return row.durationMs === null ? outcome : `${outcome}, ${durationWords(row.durationMs)}`;
}

function ToolCallDetail({ call }: { readonly call: ToolCallView }) {
  const args = parseArguments(call.arguments);
  return (
    <section className="tool-call" aria-label={`Call of ${call.name}`}>
      <p className="cap">
        <code>{call.name}</code> asked with
      </p>
      <div className="io">
        {args === null || args.length === 0
          ? args === null
            ? call.arguments
            : 'no arguments'
          : args.map(([key, value]) => (
              <div key={key} className="arg">
                <span className="k">{key}</span>
                <span>{typeof value === 'string' ? value : JSON.stringify(value)}</span>
              </div>
            ))}
      </div>
      <p className={call.result?.isError === true ? 'cap error' : 'cap'}>
        {call.result === null ? 'Not answered yet' : call.result.isError ? 'Answered with an error' : 'Answered'}
      </p>
      {call.result !== null && <div className="io result">{call.result.content || 'nothing'}</div>}
    </section>
  );
}
