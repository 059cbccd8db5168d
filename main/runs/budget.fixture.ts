import type { CreateResult } from '../../shared/chat/llm-message.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { RunId } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import {
  type BudgetHold,
  type BudgetLimits,
  type DayBudget,
  NO_BUDGET,
  type RunBudget,
} from '../../shared/run/budget.ts';
import type { RunEventBody } from '../../shared/run/event.ts';
import type { ModelPrice } from '../../shared/run/price.ts';
import { buildTeam } from '../compiler/build-team.ts';
import type { ModelChunk, ModelClient, ModelRequest } from '../models/model-client.ts';
import { modelInfo } from '../models/model-info.ts';
import { SwitchedModelClient } from '../models/switched-client.ts';
import { moneyPorts, PRICED } from './money.fixture.ts';
import { createRig, logOf, type Rig, type RigOptions } from './rig.fixture.ts';

/** A model that costs money. It answers with `tokens` tokens, calls of `tools` first. */
export function paid(model: string, config: JsonObject = {}): ComponentModel {
  return { provider: 'test.Paid', component_type: 'model', config: { model, ...config } };
}

/** What calls used so far, as the fake provider has counted it. */
export interface PaidWorld {
  /** Label of the model of each call, in the order in which they began. */
  readonly asked: string[];
  costUsd: number;
  /** Resolves when a call is answered. Rejects when it is aborted. */
  pass: (signal: AbortSignal) => Promise<void>;
  /** In [0, 1): how much of the longest answer is written. */
  share: () => number;
}

export function paidWorld(): PaidWorld {
  return { asked: [], costUsd: 0, pass: () => Promise.resolve(), share: () => 0.5 };
}

interface PaidRigOptions {
  readonly world?: PaidWorld;
  readonly prices?: Readonly<Record<string, ModelPrice>>;
  readonly day?: () => DayBudget;
  /** Hears when the day's budget has changed. */
  readonly onChange?: (listener: () => void) => void;
  readonly now?: () => number;
  readonly from?: Rig;
}

export const PRICES: Readonly<Record<string, ModelPrice>> = {
  'test:big': PRICED,
  'test:small': { type: 'rates', rates: { input: 1, output: 3 }, from: 'table' },
  'test:free': { type: 'free', why: 'local' },
};

/** A run service whose models cost money. */
export function paidRig({ world = paidWorld(), prices = PRICES, day, onChange, now, from }: PaidRigOptions = {}): Rig {
  const base: RigOptions = from === undefined ? {} : { store: from.store, blobs: from.blobs };
  const tool = createRig().ports;
  return createRig({
    ...base,
    options: {
      ...(now && { now }),
      money: { ...moneyPorts(prices), ...(day && { dayBudget: day }), ...(onChange && { onChange }) },
      buildTeam: (plan, { onFailure, modelFor }) => {
        const create = (label: string): ModelClient => paidClient(label, {}, { world, prices });
        const createModelClient = ({ config }: ComponentModel): ModelClient =>
          new SwitchedModelClient(paidClient(String(config['model']), config, { world, prices }), { modelFor, create });
        return buildTeam(plan, { ...tool, createModelClient }, onFailure);
      },
    },
  });
}

interface PaidAround {
  readonly world: PaidWorld;
  readonly prices: Readonly<Record<string, ModelPrice>>;
}

function paidClient(label: string, config: JsonObject, { world, prices }: PaidAround): ModelClient {
  const longest = Number(config['longest'] ?? 1000);
  const calls = (config['calls'] ?? []) as JsonObject[];
  let asked = 0;
  return {
    info: modelInfo('gpt-4o', undefined),
    label,
    live: true,
    answerTokensAtMost: longest,
    skip: () => (asked += 1),
    async *stream(request, signal): AsyncGenerator<ModelChunk> {
      asked += 1;
      const wanted = asked === 1 ? calls : [];
      world.asked.push(label);
      await world.pass(signal);
      const wished = Math.floor(world.share() * longest);
      const written = Math.min(wished, request.answerTokensAtMost ?? longest);
      const usage = { prompt_tokens: promptTokens(request), completion_tokens: written };
      const price = prices[label];
      if (price?.type === 'rates') {
        const { input, output } = price.rates as { input: number; output: number };
        world.costUsd += (usage.prompt_tokens * input + usage.completion_tokens * output) / 1_000_000;
      }
      yield { type: 'text-delta', text: 'yes' };
      const result = answer(wanted, usage);
      yield { type: 'end', result: written < wished ? { ...result, finish_reason: 'length' } : result };
    },
  };
}

function answer(calls: readonly JsonObject[], usage: CreateResult['usage']): CreateResult {
  const content = calls.map((call, index) => ({
    id: `c${index}`,
    name: String(call['name']),
    arguments: '{"task":"help"}',
  }));
  return calls.length === 0
    ? { finish_reason: 'stop', content: 'yes', usage, cached: false }
    : { finish_reason: 'function_calls', content, usage, cached: false };
}

/** As dear a way of counting as there is: a token a byte. */
function promptTokens({ system, messages, tools }: ModelRequest): number {
  return Buffer.byteLength(JSON.stringify([system ?? '', ...messages.map(({ content }) => content), tools]));
}

/** Limits of the run alone. */
export function runBudget(run: BudgetLimits, rest: Partial<RunBudget> = {}): RunBudget {
  return { ...NO_BUDGET, run, ...rest };
}

/** What a budget's holds in the log of a run say, in order. */
export function budgetHolds(rig: Rig, run: RunId): BudgetHold[] {
  return logOf(rig, run).flatMap(({ body }) =>
    body.type === 'hold' && body.why === 'budget' ? [body.pending['budget'] as unknown as BudgetHold] : [],
  );
}

export function isBudgetHold(body: RunEventBody): boolean {
  return body.type === 'hold' && body.why === 'budget';
}

/** What the log says that calls cost, one after the other. */
export function costsOf(rig: Rig, run: RunId): (number | null | undefined)[] {
  return logOf(rig, run).flatMap(({ body }) =>
    body.type === 'effect-end' && body.kind === 'model' ? [body.usage?.costUsd] : [],
  );
}
