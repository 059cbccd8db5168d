import type { Asked } from './use-question.ts';

interface AnswerViewProps {
  readonly asked: Asked | null;
  /** What the answer is: "What it gave". */
  readonly title?: string;
}

/** What a server answered: in words, and on demand as it was sent. */
export function AnswerView({ asked, title = 'What the model reads' }: AnswerViewProps) {
  return <div role="status">{asked === null ? null : <Content asked={asked} title={title} />}</div>;
}

function Content({ asked, title }: { readonly asked: Asked; readonly title: string }) {
  switch (asked.type) {
    case 'asking':
      return (
        <p className="mcp-row">
          <span className="grow dim">Waiting for the server …</span>
          <button type="button" className="btn sm" onClick={() => asked.stop.abort()}>
            Cancel
          </button>
        </p>
      );
    case 'failed':
      return (
        <div className="connection-result error">
          <b>It did not answer.</b>
          <p>{asked.problem}</p>
        </div>
      );
    case 'answered': {
      const { text, isError, raw, durationMs } = asked.answer;
      return (
        <div className={isError ? 'connection-result error' : 'connection-result ok'}>
          <b>{isError ? 'An error, which the model reads:' : `${title}:`}</b>
          <pre className="mcp-text" tabIndex={0} aria-label={title}>
            {text === '' ? '(nothing)' : text}
          </pre>
          <p className="dim">after {durationMs < 100 ? durationMs.toFixed(1) : Math.round(durationMs)} ms</p>
          <details className="mcp-raw">
            <summary>As the server sent it</summary>
            <pre className="mcp-text" tabIndex={0} aria-label="As the server sent it">
              {JSON.stringify(raw, null, 2)}
            </pre>
          </details>
        </div>
      );
    }
  }
}
