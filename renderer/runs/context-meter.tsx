import type { ModelCall } from '../../shared/run/fold/model-calls.ts';
import { Gauge } from '../components/gauge.tsx';

/** How full the context of a model was: what it read, against what it can read and write. Nothing where that is not known. */
export function ContextMeter({ call }: { readonly call: Pick<ModelCall, 'usage' | 'contextTokens'> }) {
  const { usage, contextTokens } = call;
  if (usage === null || contextTokens === null) return null;
  const share = Math.min(1, usage.promptTokens / contextTokens);
  const words = `${usage.promptTokens.toLocaleString('en-GB')} of ${contextTokens.toLocaleString('en-GB')} tokens of its context`;
  return (
    <span className="context-meter" title={words}>
      <Gauge label="How full the context is" share={share} words={words} /> {percentWords(share)} of its context
    </span>
  );
}

function percentWords(share: number): string {
  const percent = share * 100;
  return percent > 0 && percent < 1 ? 'under 1 %' : `${Math.round(percent)} %`;
}
