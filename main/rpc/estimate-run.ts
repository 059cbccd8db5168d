import type { ComponentModel } from '../../shared/component/envelope.ts';
import { listMemory } from '../../shared/component/memories.ts';
import { RunId } from '../../shared/ids.ts';
import type { CostEstimate } from '../../shared/run/estimate.ts';
import { createMemory } from '../memory/create-memory.ts';
import { estimateCost } from '../compiler/estimate/estimate-cost.ts';
import type { EstimatedModel } from '../compiler/estimate/meter.ts';
import type { Engine } from './engine.ts';

interface EstimatedRun {
  readonly plan: ComponentModel;
  readonly task: string;
  /** What every model of the plan is replaced by. */
  readonly override?: EstimatedModel | undefined;
}

/** What a run of this plan may cost, with the models and prices of this machine. */
export function estimateRun(
  { createModel, prices, memories }: Engine,
  { plan, task, override }: EstimatedRun,
): CostEstimate {
  const modelOf = once((component): EstimatedModel => {
    if (override !== undefined) return override;
    const { label, mayAnswer, answerTokensAtMost } = createModel(component);
    return { label: mayAnswer?.[0] ?? label, answerTokensAtMost };
  });
  const embeddingOf = once((memory) =>
    memory.provider === listMemory.provider ? undefined : createMemory(memory, NOT_BEGUN, memories).model,
  );
  return estimateCost({ plan, task, modelOf, embeddingOf, priceOf: (label) => prices.priceOf(label) });
}

/** The same, made once for each component. */
function once<T>(make: (component: ComponentModel) => T): (component: ComponentModel) => T {
  const known = new Map<ComponentModel, { readonly value: T }>();
  return (component) => {
    const found = known.get(component) ?? { value: make(component) };
    known.set(component, found);
    return found.value;
  };
}

/** Only which model a memory needs is asked, not what is in it. */
const NOT_BEGUN = { id: RunId.parse('not-begun'), document: () => null };
