import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RunId } from '../../shared/ids.ts';
import type { ModelPrice } from '../../shared/run/price.ts';
import { buildTeam } from '../compiler/build-team.ts';
import { compile } from '../compiler/compile.ts';
import { estimateCost } from '../compiler/estimate/estimate-cost.ts';
import { listTemplates, loadTemplate } from '../compiler/templates.ts';
import { createModelClient } from '../models/create-model-client.ts';
import type { ModelClient, ModelRequest } from '../models/model-client.ts';
import { ratesFromTable } from '../prices/price-table.ts';
import { createTool } from '../tools/create-tool.ts';
import { moneyPorts } from './money.fixture.ts';
import { createRig } from './rig.fixture.ts';

const FOLDER = join(import.meta.dirname, '../../resources/templates');
const LABEL = 'openai:gpt-4o-mini';
const PRICE: ModelPrice = {
  type: 'rates',
  rates: ratesFromTable('openai', 'gpt-4o-mini', Date.UTC(2026, 10, 28))!,
  from: 'table',
};

/** A scripted model that counts tokens, four characters each, and is paid for like a real one. */
function paidScript(scripted: ModelClient): ModelClient {
  const tokens = (value: unknown): number => Math.ceil(JSON.stringify(value).length / 4);
  const prompt = ({ system, messages, tools }: ModelRequest): number =>
    tokens([system ?? '', ...messages.map(({ content }) => content)]) + (tools.length > 0 ? tokens(tools) : 0);
  return {
    info: scripted.info,
    label: LABEL,
    live: true,
    skip: () => scripted.skip?.(),
    async *stream(request, signal) {
      for await (const chunk of scripted.stream(request, signal)) {
        if (chunk.type !== 'end') continue;
        const usage = { prompt_tokens: prompt(request), completion_tokens: tokens(chunk.result.content) };
        yield { type: 'end', result: { ...chunk.result, cached: false, usage } };
      }
    },
  };
}

const PORTS = { keys: { env: {}, secrets: { secret: () => undefined }, confirmed: [] } };

/** What the team of a template costs where its scripted models are paid for. */
async function actualCost(id: string): Promise<number> {
  const { document, summary } = loadTemplate(FOLDER, id)!;
  const compiled = compile(document);
  if (!compiled.ok) throw new Error(`The template ${id} does not compile.`);
  const rig = createRig({
    options: {
      money: moneyPorts({ [LABEL]: PRICE }),
      newId: () => RunId.parse(`run-${id}`),
      buildTeam: (plan, { onFailure }) =>
        buildTeam(
          plan,
          {
            createModelClient: (component) => {
              const config = { ...component.config, words_per_second: 0 };
              return paidScript(createModelClient({ component: { ...component, config }, ...PORTS }));
            },
            createTool: (component) => createTool(component, () => 0),
          },
          onFailure,
        ),
    },
  });
  const request = { title: id, document: null, overrides: {}, debug: false, breakpoints: [] };
  const run = rig.service.start({ ...request, plan: compiled.plan, task: summary.task });
  for await (const signal of rig.service.watch(run, 0, new AbortController().signal)) {
    if (signal.type !== 'event' || signal.event.body.type !== 'hold') continue;
    rig.service.control(run, { type: 'answer', place: signal.event.body.place, text: 'Agreed, go on.' });
  }
  return rig.service.get(run).costUsd;
}

it.each(listTemplates(FOLDER).map(({ id }) => id))(
  'is within a factor of two of what the template %s costs, without a look at its script',
  async (id) => {
    const { document, summary } = loadTemplate(FOLDER, id)!;
    const compiled = compile(document);
    if (!compiled.ok) throw new Error(`The template ${id} does not compile.`);
    const modelOf = () => ({ label: LABEL });
    const estimate = estimateCost({
      plan: compiled.plan,
      task: summary.task,
      modelOf,
      embeddingOf: () => undefined,
      priceOf: () => PRICE,
    });
    const actual = await actualCost(id);
    const factor = estimate.midUsd / actual;
    expect([id, factor > 0.5 && factor < 2, factor]).toEqual([id, true, factor]);
    expect(estimate.lowUsd).toBeLessThan(actual);
    expect(estimate.highUsd).toBeGreaterThan(actual);
  },
);
