import type { Asked } from './use-question.ts';

/** What a server answered: as a model reads it, and on demand as it was sent. */
export function AnswerView({ asked }: { readonly asked: Asked | null }) {
  return <div role="status">{asked === null ? null : <Content asked={asked} />}</div>;
}

function Content({ asked }: { readonly asked: Asked }) {
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
          <b>{isError ? 'An error, which the model reads:' : 'What the model reads:'}</b>
          <pre className="mcp-text" tabIndex={0} aria-label="What the model reads">
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
