import type { ComponentModel } from '../../../shared/component/envelope.ts';
import type { CostEstimate } from '../../../shared/run/estimate.ts';
import { costOf, type ModelPrice } from '../../../shared/run/price.ts';
import type { Scenario } from './answer-length.ts';
import { imagined } from './imagined-team.ts';
import { type EstimatedModel, Meter, tokensOf } from './meter.ts';

export interface EstimateQuestion {
  /** As it is compiled: every default is written out. */
  readonly plan: ComponentModel;
  readonly task: string;
  readonly modelOf: (component: ComponentModel) => EstimatedModel;
  /** Label of the embedding model that a question to this memory costs; undefined where it costs nothing. */
  readonly embeddingOf: (memory: ComponentModel) => string | undefined;
  readonly priceOf: (label: string) => ModelPrice;
}

/**
 * What a run may cost: three imagined runs of the plan, with short, usual and long answers, that end early, in between and
 * late. Lengths of histories follow from what each agent hears, recalls and remembers. Embeddings are those of its questions:
 * what waits for vectors, and what it adds, is not reckoned with.
 */
export function estimateCost(question: EstimateQuestion): CostEstimate {
  const [low, mid, high] = (['low', 'mid', 'high'] as const).map((scenario) => imagine(question, scenario)) as [
    Meter,
    Meter,
    Meter,
  ];
  const tokens = [...mid.byModel.values()].reduce((sum, one) => sum + one.promptTokens + one.completionTokens, 0);
  const labels = [...high.byModel.keys()];
  return {
    lowUsd: sumOf(low, question),
    midUsd: sumOf(mid, question),
    highUsd: sumOf(high, question),
    calls: mid.calls,
    ...(mid.embeddings > 0 && { embeddings: mid.embeddings }),
    tokens: Math.round(tokens),
    unpriced: labels.filter((label) => question.priceOf(label).type === 'unknown'),
  };
}

function imagine({ plan, task, modelOf, embeddingOf }: EstimateQuestion, scenario: Scenario): Meter {
  const meter = new Meter({ scenario, task, modelOf, embeddingOf });
  const root = imagined(plan, meter);
  root.hear(tokensOf(task));
  root.speak();
  return meter;
}

function sumOf({ byModel }: Meter, { priceOf }: EstimateQuestion): number {
  let sum = 0;
  for (const [label, used] of byModel) sum += costOf(priceOf(label), used) ?? 0;
  return sum;
}
