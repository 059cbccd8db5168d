import { PlugZap } from 'lucide-react';
import { useState } from 'react';
import type { ComponentDefinition } from '../../shared/component/definition.ts';
import { scriptedChatCompletionClient } from '../../shared/component/local-models.ts';
import { failureText } from '../../shared/failure.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { ModelTest } from '../../shared/rpc/models-contract.ts';
import { definitionOf } from '../../shared/team/document-graph.ts';
import type { TeamNode } from '../../shared/team/document.ts';
import { api } from '../rpc/api.ts';
import { openSettings } from '../settings/open-settings.ts';
import { modelQuestion } from './model-question.ts';

/** Asks a model one short question, and shows what came of it. */
export function ConnectionTest({ node }: { readonly node: TeamNode }) {
  const definition = definitionOf(node);
  return definition !== undefined && isTestable(definition) ? <Test node={node} /> : null;
}

/** Models that answer by themselves: neither a script, nor what stands before other models. */
function isTestable({ provider, componentType, runnable, slots }: ComponentDefinition): boolean {
  const isWhole = slots.every(({ required }) => !required);
  return componentType === 'model' && runnable && isWhole && provider !== scriptedChatCompletionClient.provider;
}

/** What was asked, and what came of it. It says nothing about settings that were changed since. */
interface Asked {
  readonly config: JsonObject;
  readonly result: ModelTest | null;
}

function Test({ node }: { readonly node: TeamNode }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const { config } = node.component;
  const current = asked?.config === config ? asked : null;
  const isAsking = current !== null && current.result === null;
  const ask = async (): Promise<void> => {
    setAsked({ config, result: null });
    const result = await api.models.test(modelQuestion(node)).catch(notAsked);
    setAsked((latest) => (latest?.config === config ? { config, result } : latest));
  };
  return (
    <section className="stack" aria-label="Connection">
      <button type="button" className="btn" disabled={isAsking} onClick={() => void ask()}>
        <PlugZap className="icon icon-s" /> {isAsking ? 'Asking the model …' : 'Test connection'}
      </button>
      <div role="status">{current?.result ? <Result result={current.result} /> : null}</div>
    </section>
  );
}

function notAsked(error: unknown): ModelTest {
  const advice = 'Look whether the engine still runs.';
  return { ok: false, code: 'not-asked', message: failureText(error), advice, durationMs: 0 };
}

function Result({ result }: { readonly result: ModelTest }) {
  if (result.ok) {
    const tokens = result.tokens === 0 ? '' : ` · ${result.tokens.toLocaleString('en-GB')} tokens`;
    return (
      <div className="connection-result ok">
        <b>It answers.</b>
        <p>“{shortened(result.answer)}”</p>
        <p className="dim">
          after {secondsWords(result.durationMs)}
          {tokens}
        </p>
      </div>
    );
  }
  const isAboutKey = result.code === 'no-key' || result.code === 'unauthorized';
  return (
    <div className="connection-result error">
      <b>{NOT_ASKED.has(result.code) ? 'It could not be asked.' : 'It does not answer.'}</b>
      <p>{result.message}</p>
      <p>{result.advice}</p>
      <p className="dim">
        {result.code} after {secondsWords(result.durationMs)}
      </p>
      {isAboutKey && (
        <button type="button" className="btn sm" onClick={() => openSettings('keys')}>
          Keys
        </button>
      )}
    </div>
  );
}

/** Codes of what is missing before a model can be asked at all. */
const NOT_ASKED: ReadonlySet<string> = new Set(['no-model', 'model-config', 'not-asked']);

const LONGEST_ANSWER = 80;

function shortened(text: string): string {
  return text.length > LONGEST_ANSWER ? `${text.slice(0, LONGEST_ANSWER)}…` : text;
}

function secondsWords(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
