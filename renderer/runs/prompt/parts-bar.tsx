import type { PromptPart } from '../../../shared/run/prompt-parts.ts';

/** What a request is made of, as lengths: system, tools, and what was said. */
export function PartsBar({ parts }: { readonly parts: readonly PromptPart[] }) {
  const kinds = ['system', 'tools', 'shape', 'message'] as const;
  const of = (kind: PromptPart['kind']): number =>
    parts.reduce((sum, part) => sum + (part.kind === kind ? part.tokens : 0), 0);
  const words = kinds
    .filter((kind) => of(kind) > 0)
    .map((kind) => `${KIND_WORDS[kind]} ${of(kind).toLocaleString('en-GB')}`);
  return (
    <div
      className="prompt-bar"
      role="img"
      aria-label={`About ${words.join(', ')} tokens`}
      title={`About ${words.join(', ')} tokens`}
    >
      {kinds.map((kind) => (
        <i key={kind} className={kind} style={{ flexGrow: of(kind) }} />
      ))}
    </div>
  );
}

const KIND_WORDS = { system: 'system', tools: 'tools', shape: 'answer shape', message: 'conversation' } as const;
