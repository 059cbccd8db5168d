import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { CostEstimate } from '../../shared/run/estimate.ts';
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
export function estimateRun({ createModel, prices }: Engine, { plan, task, override }: EstimatedRun): CostEstimate {
  const known = new Map<ComponentModel, EstimatedModel>();
  const modelOf = (component: ComponentModel): EstimatedModel => {
    if (override !== undefined) return override;
    const before = known.get(component);
    if (before !== undefined) return before;
    const { label, mayAnswer, answerTokensAtMost } = createModel(component);
    const model = { label: mayAnswer?.[0] ?? label, answerTokensAtMost };
    known.set(component, model);
    return model;
  };
  return estimateCost({ plan, task, modelOf, priceOf: (label) => prices.priceOf(label) });
}
