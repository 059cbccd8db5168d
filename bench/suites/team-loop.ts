import { loadTeam } from '../../app/library/core.ts';
import { buildTeam } from '../../main/compiler/build-team.ts';
import { createModelClient } from '../../main/models/create-model-client.ts';
import type { ModelClient } from '../../main/models/model-client.ts';
import type { BuildTeam } from '../../main/runs/build-team-port.ts';
import { createTool } from '../../main/tools/create-tool.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { JsonObject } from '../../shared/json.ts';
import { type Autogen, openAutogen } from '../base/autogen.ts';
import { bareInserts } from '../base/bare-insert.ts';
import { loggedBodies, openEngine } from '../engine.ts';
import { compare, type Measure } from '../measure.ts';
import type { Row, Suite } from '../row.ts';
import { planOfFile, scriptedTeam } from '../scripted-team.ts';

const TURNS = 1000;
/** Of ours a round has several: one is over in a blink. */
const RUNS_A_ROUND = 10;
const FILE = scriptedTeam(TURNS);

const AGAINST_AUTOGEN: readonly { readonly name: string; readonly product: Measure; readonly aim: number }[] = [
  { name: 'in memory (the library), against AutoGen', product: libraryRate, aim: 50 },
  { name: 'durable (scripted models), against AutoGen', product: durableRate({ live: false }), aim: 8 },
];

/**
 * A round robin of four assistants, 1000 turns, the same JSON in both: in memory as a program runs it, and durable as window
 * and terminal do. Reading a file and building its team is not counted, neither here nor in Python.
 */
export const teamLoop: Suite = {
  run: async () => {
    const autogen = openAutogen();
    if (typeof autogen !== 'string') {
      try {
        return [...(await againstAutogen(autogen)), await flushed()];
      } finally {
        await autogen.close();
      }
    }
    console.error(`AutoGen cannot be measured here: ${autogen}`);
    return [await flushed()];
  },
};

async function againstAutogen(autogen: Autogen): Promise<Row[]> {
  const question = { measure: 'team', component: FILE as object as JsonObject, task: 'Begin.', turns: TURNS };
  const rows: Row[] = [];
  for (const { name, product, aim } of AGAINST_AUTOGEN) {
    const compared = await compare({ base: () => autogen.rate(question), product });
    rows.push({ ...ROW, name, ...compared, aim });
  }
  return rows;
}

/** Flushed to the disk, as with models that cost money: against bare flushed inserts of what the log holds of a turn. */
async function flushed(): Promise<Row> {
  const text = await bodiesOfOneTurn();
  const compared = await compare({
    base: () => bareInserts({ text, count: TURNS, full: true }),
    product: durableRate({ live: true }),
  });
  return { ...ROW, name: 'flushed to the disk (live models), against bare inserts', ...compared, aim: 0.4 };
}

const ROW = { suite: 'team-loop', unit: 'turns/s', better: 'more' } as const;

async function libraryRate(): Promise<number> {
  let milliseconds = 0;
  for (let run = 0; run < RUNS_A_ROUND; run += 1) {
    const team = loadTeam(JSON.stringify(FILE));
    const startMs = performance.now();
    const { messages, stop_reason } = await team.run('Begin.');
    milliseconds += performance.now() - startMs;
    if (messages.length !== TURNS + 1) throw new Error(`${messages.length} messages: ${stop_reason}`);
  }
  return (RUNS_A_ROUND * TURNS * 1000) / milliseconds;
}

/** `live`: the models count as ones that cost money, so each turn is flushed to the disk. */
function durableRate({ live }: { live: boolean }): Measure {
  const plan = planOfFile(FILE);
  return async () => {
    let startMs = 0;
    let milliseconds = 0;
    const onBuilt = (): number => (startMs = performance.now());
    const engine = openEngine(builder({ live, onBuilt }));
    try {
      for (let run = 0; run < RUNS_A_ROUND; run += 1) {
        await engine.run(plan);
        milliseconds += performance.now() - startMs;
      }
    } finally {
      await engine.close();
    }
    return (RUNS_A_ROUND * TURNS * 1000) / milliseconds;
  };
}

const KEYS = { env: {}, confirmed: [], secrets: { secret: () => undefined } };

/** Live teams of the product; `live` lets each scripted model count as one that costs money. */
function builder({ live, onBuilt }: { live: boolean; onBuilt: () => void }): BuildTeam {
  return (plan, { onFailure }) => {
    const ports = {
      createModelClient: (component: ComponentModel) => {
        const client = createModelClient({ component, keys: KEYS });
        return live ? asLive(client) : client;
      },
      createTool: (component: ComponentModel) => createTool(component, Date.now),
    };
    const built = buildTeam(plan, ports, onFailure);
    onBuilt();
    return built;
  };
}

function asLive(client: ModelClient): ModelClient {
  const { info, label } = client;
  return { info, label, live: true, stream: (request, signal) => client.stream(request, signal) };
}

/** What the log holds of one turn with a live model. */
async function bodiesOfOneTurn(): Promise<string> {
  const engine = openEngine(builder({ live: true, onBuilt: () => undefined }));
  try {
    const bodies = await loggedBodies(engine, await engine.run(planOfFile(scriptedTeam(4))));
    return bodies
      .filter((body) => 'place' in body && body.place.startsWith('turn/1/'))
      .map((body) => JSON.stringify(body))
      .join('');
  } finally {
    await engine.close();
  }
}
