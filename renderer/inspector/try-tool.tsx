import { useEffect, useState } from 'react';
import { functionTool, javaScriptTool } from '../../shared/component/tools.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { McpAnswer } from '../../shared/rpc/mcp-contract.ts';
import type { TeamNode } from '../../shared/team/document.ts';
import { ToolCall } from '../mcp/tool-call.tsx';
import type { Asked } from '../mcp/use-question.ts';
import { api } from '../rpc/api.ts';
import { openSettings } from '../settings/open-settings.ts';

const CODE: ReadonlySet<string> = new Set([functionTool.provider, javaScriptTool.provider]);

/** A call by hand of a tool that is code, as it stands in the form. */
export function TryTool({ node }: { readonly node: TeamNode }) {
  return CODE.has(node.component.provider) ? <Trial node={node} /> : null;
}

function Trial({ node }: { readonly node: TeamNode }) {
  const { provider, config } = node.component;
  const [schema, setSchema] = useState<JsonObject | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    api.code
      .schema({ provider, config }, { signal: leaving.signal })
      .then(setSchema)
      .catch(() => undefined); // a broken line is told elsewhere
    return () => leaving.abort();
  }, [provider, config]);
  if (schema === null) return null;
  const call = async (args: JsonObject, options: { readonly signal: AbortSignal }): Promise<McpAnswer> => {
    const { printed, ...answer } = await api.code.try({ provider, config, arguments: args }, options);
    return { ...answer, raw: { printed } };
  };
  return (
    <details className="more-settings try-tool">
      <summary>Try it in the sandbox</summary>
      <ToolCall
        node={node.id}
        name={typeof config['name'] === 'string' ? config['name'] : 'the tool'}
        schema={schema}
        verb="Run"
        call={call}
        View={TrialView}
      />
    </details>
  );
}

/** What came of it: as a model reads it, and what was printed. */
function TrialView({ asked }: { readonly asked: Asked | null }) {
  return <div role="status">{asked === null ? null : <Content asked={asked} />}</div>;
}

function Content({ asked }: { readonly asked: Asked }) {
  if (asked.type === 'asking') {
    return (
      <p className="mcp-row">
        <span className="grow dim">It runs …</span>
        <button type="button" className="btn sm" onClick={() => asked.stop.abort()}>
          Stop
        </button>
      </p>
    );
  }
  if (asked.type === 'failed') {
    return (
      <div className="connection-result error">
        <b>It did not run.</b>
        <p>{asked.problem}</p>
      </div>
    );
  }
  const { text, isError, raw, durationMs } = asked.answer;
  const { printed } = raw as { printed: string }; // put there above
  return (
    <div className={isError ? 'connection-result error' : 'connection-result ok'}>
      <b>{isError ? 'An error, which the model reads:' : 'What the model reads:'}</b>
      <Text label="What the model reads" text={text} />
      {printed !== '' && (
        <>
          <b>What it printed:</b>
          <Text label="What it printed" text={printed} />
        </>
      )}
      <p className="dim">after {timeWords(durationMs)}</p>
      {text.startsWith('The sandbox, in which Troupe runs code, is not installed.') && (
        <button type="button" className="btn sm" onClick={() => openSettings('code')}>
          Install the sandbox
        </button>
      )}
    </div>
  );
}

/** The first call of Python begins a process, which takes seconds. */
function timeWords(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 100 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

function Text({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <pre className="mcp-text" tabIndex={0} aria-label={label}>
      {text === '' ? '(nothing)' : text}
    </pre>
  );
}
