import { Copy } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { useMemo } from 'react';
import type { RunId } from '../../../shared/ids.ts';
import type { ModelCall } from '../../../shared/run/fold/model-calls.ts';
import { costWords } from '../../../shared/run/money-words.ts';
import type { PromptView } from '../../../shared/run/prompt.ts';
import { promptParts, type PromptPart, type PromptParts } from '../../../shared/run/prompt-parts.ts';
import type { RunCast } from '../use-cast.ts';
import { ContextMeter } from '../context-meter.tsx';
import { countWords, durationWords } from '../words.ts';
import { PartsBar } from './parts-bar.tsx';
import { TokenCount } from './token-count.tsx';
import { usePrompt } from './use-prompt.ts';

interface PromptRequestProps {
  readonly run: RunId;
  readonly call: ModelCall;
  readonly cast: RunCast;
}

/** One request: its parts with their tokens, what changed since the agent was asked before, and the body as it is sent. */
export function PromptRequest({ run, call, cast }: PromptRequestProps) {
  const prompt = usePrompt(run, call.place);
  if (prompt.state === 'loading') return <p className="empty">The request is made again from the log.</p>;
  if (prompt.state === 'failed')
    return (
      <p className="empty" role="alert">
        {prompt.problem}
      </p>
    );
  return <LoadedRequest view={prompt.value} call={call} cast={cast} />;
}

function LoadedRequest({
  view,
  call,
  cast,
}: { readonly view: PromptView } & Pick<PromptRequestProps, 'call' | 'cast'>) {
  const parts = useMemo(() => promptParts(view), [view]);
  const raw = useMemo(() => JSON.stringify(view.prompt.raw ?? withoutRaw(view), null, 2), [view]);
  return (
    <Tabs.Root asChild defaultValue="all" activationMode="manual">
      <section className="prompt-request" aria-label="Request">
        <div className="tabs">
          <Tabs.List className="tab-list" aria-label="Sides of the request">
            <Tabs.Trigger className="tab" value="all">
              Request
            </Tabs.Trigger>
            <Tabs.Trigger className="tab" value="changed" disabled={view.previous === null}>
              Changed
              {view.previous !== null && <span className="count">{parts.changed}</span>}
            </Tabs.Trigger>
            <Tabs.Trigger className="tab" value="raw">
              Raw
            </Tabs.Trigger>
          </Tabs.List>
        </div>
        <p className="prompt-facts num">
          {factWords(view, call, parts)} <ContextMeter call={call} />
        </p>
        <Tabs.Content className="prompt-content" value="all" tabIndex={0}>
          <PartsBar parts={parts.parts} />
          <PartRows parts={parts.parts} leftOut={parts.leftOut} cast={cast} />
        </Tabs.Content>
        <Tabs.Content className="prompt-content" value="changed" tabIndex={0}>
          <PartRows parts={parts.parts.filter(({ isNew }) => isNew)} leftOut={parts.leftOut} cast={cast} />
        </Tabs.Content>
        <Tabs.Content className="prompt-content" value="raw" tabIndex={0}>
          <RawRequest text={raw} isSent={view.prompt.raw !== null} />
        </Tabs.Content>
      </section>
    </Tabs.Root>
  );
}

function withoutRaw({ prompt: { raw: _raw, ...prompt } }: PromptView): object {
  return prompt;
}

function factWords(
  { prompt }: PromptView,
  { usage, durationMs, isCached }: ModelCall,
  { tokens }: PromptParts,
): string {
  const read =
    usage === null
      ? `about ${tokens.toLocaleString('en-GB')} tokens`
      : `${countWords(usage.promptTokens, 'token')} read`;
  const written = usage === null ? '' : `${usage.completionTokens.toLocaleString('en-GB')} written`;
  const cost = isCached ? 'from the cache, free' : usage === null ? '' : costWords(usage.costUsd);
  const time = durationMs === null ? '' : durationWords(durationMs);
  return [prompt.model, read, written, cost, time].filter((words) => words !== '').join(', ');
}

interface PartRowsProps {
  readonly parts: readonly PromptPart[];
  readonly leftOut: number;
  readonly cast: RunCast;
}

function PartRows({ parts, leftOut, cast }: PartRowsProps) {
  return (
    <ol className="prompt-parts">
      {parts.map((part, index) => (
        <li key={index} className={part.isNew ? 'new' : undefined}>
          <span className="who">
            <PartLabel part={part} cast={cast} />
          </span>
          <span className="text">{part.text}</span>
          <span className="num" title="Estimated: providers tell only the sum">
            <TokenCount tokens={part.tokens} />
          </span>
        </li>
      ))}
      {leftOut > 0 && (
        <li className="left-out">
          <span className="who" />
          <span className="text">{countWords(leftOut, 'message')} of the request before left out by the context</span>
          <span />
        </li>
      )}
      {parts.length === 0 && leftOut === 0 && (
        <li>
          <span className="who" />
          <span className="text">Nothing: it is the same request as before.</span>
          <span />
        </li>
      )}
    </ol>
  );
}

function PartLabel({ part, cast }: { readonly part: PromptPart; readonly cast: RunCast }) {
  if (part.kind !== 'message') return KIND_WORDS[part.kind];
  if (part.source === 'assistant') return 'Itself';
  if (part.source === 'tool') return 'Tools';
  if (part.source === 'system') return 'System';
  return <b className={cast.memberOf(part.source).colour}>{cast.nameOf(part.source)}</b>;
}

const KIND_WORDS = { system: 'System', tools: 'Tools', shape: 'Answer as' } as const;

function RawRequest({ text, isSent }: { readonly text: string; readonly isSent: boolean }) {
  return (
    <>
      <p className="prompt-note">
        {isSent
          ? 'The body as the provider receives it. Keys travel in headers and are shown nowhere.'
          : 'Nothing is sent: this model answers here. So it was asked:'}
        <button type="button" className="btn bare sm" onClick={() => void navigator.clipboard.writeText(text)}>
          <Copy className="icon icon-s" />
          Copy
        </button>
      </p>
      <pre className="prompt-raw">{text}</pre>
    </>
  );
}
