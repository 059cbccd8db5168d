import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ComponentModel } from '../../../shared/component/envelope.ts';
import type { RunId } from '../../../shared/ids.ts';
import { toStreamLines } from '../../../shared/run/stream-lines.ts';
import type { BuildPorts } from '../../compiler/build-ports.ts';
import { buildTeam } from '../../compiler/build-team.ts';
import { compile } from '../../compiler/compile.ts';
import { listTemplates, loadTemplate } from '../../compiler/templates.ts';
import { createModelClient } from '../../models/create-model-client.ts';
import { createTool } from '../../tools/create-tool.ts';
import { startRun } from '../golden.fixture.ts';
import {
  assistant,
  calls,
  createRig,
  logOf,
  maxMessages,
  messagesOf,
  type Rig,
  roundRobin,
  runToEnd,
  scripted,
  tool,
  until,
} from '../rig.fixture.ts';
import { graphTeam, handsTo, selectorTeam, swarmTeam, team } from '../team-plans.fixture.ts';
import { LoopWatch } from './loop-watch.ts';

const kind = assistant('kind', scripted('Thank you, that was very kind of you.'));
const polite = assistant('polite', scripted('You are welcome, any time at all.'));
const polites = roundRobin([kind, polite], { termination_condition: maxMessages(15) });
const searcher = assistant('searcher', scripted(calls(['search', { q: 'x' }])), { tools: [tool('search')] });

/** Teams that go in circles, one of each pattern that can. */
const circles: Readonly<Record<string, ComponentModel>> = {
  'round robin': polites,
  tools: roundRobin([searcher, polite], { max_turns: 7 }),
  'tools in one turn': assistant('busy', scripted(calls(['search', { q: 'x' }])), {
    tools: [tool('search')],
    max_tool_iterations: 5,
  }),
  'side by side': team('troupe.teams.Broadcast', [kind, polite, searcher], { rounds: 4 }),
  selector: selectorTeam([kind, polite], scripted('kind', 'polite'), { max_turns: 7 }),
  swarm: swarmTeam(
    [
      assistant('a', scripted(handsTo('b')), { handoffs: ['b'] }),
      assistant('b', scripted(handsTo('a')), { handoffs: ['a'] }),
    ],
    { max_turns: 7 },
  ),
  graph: graphTeam(
    [
      assistant('opens', scripted('Please look at this for me.')),
      kind,
      polite,
      assistant('joins', scripted('Both again!')),
      assistant('leaf', scripted('end')),
    ],
    {
      opens: ['kind', 'polite'],
      kind: ['joins'],
      polite: ['joins'],
      joins: [
        { to: 'opens', if: 'again', group: 'again' },
        { to: 'leaf', if: 'done' },
      ],
      leaf: [],
    },
    { start: 'opens', max_turns: 10 },
  ),
  nested: roundRobin([roundRobin([kind, polite], { name: 'inner', max_turns: 7 })], { max_turns: 3 }),
};

/** What was told, in order: where, and in what words. */
function noticesOf(rig: Rig, run: RunId): string[] {
  return logOf(rig, run).flatMap(({ body }) => (body.type === 'notice' ? [`${body.place}: ${body.words}`] : []));
}

function holdsOf(rig: Rig, run: RunId): string[] {
  return logOf(rig, run).flatMap(({ body }) => (body.type === 'hold' ? [`${body.why} ${body.place}`] : []));
}

function held(rig: Rig, run: RunId, place: string): Promise<unknown> {
  return until(
    rig,
    run,
    ({ type, ...signal }) =>
      type === 'event' && 'event' in signal && signal.event.body.type === 'hold' && signal.event.body.place === place,
  );
}

function pseudoRandom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}

describe.each(Object.entries(circles))('a team that goes in circles (%s)', (_name, plan) => {
  it('is told of at the same places under five random delays, and goes on', async () => {
    const calm = createRig();
    const expected = noticesOf(calm, (await runToEnd(calm, plan)).run);
    expect(expected.length).toBeGreaterThan(0);
    let random = pseudoRandom(0);
    const rig = createRig({ delayMs: () => Math.ceil(random() * 3) });
    for (let seed = 1; seed <= 5; seed += 1) {
      random = pseudoRandom(seed);
      const { run, outcome } = await runToEnd(rig, plan);
      expect(outcome).toMatchObject({ reason: 'finished' });
      expect(noticesOf(rig, run).toSorted()).toEqual(expected.toSorted());
      expect(await rig.service.replay(run)).toMatchObject({ difference: null });
    }
  });

  it('is told of in equal words by a fork at every event, and by its log alone', async () => {
    const rig = createRig();
    const { run } = await runToEnd(rig, plan);
    const events = logOf(rig, run);
    const later = rig.restart();
    for (const { sequence } of events) {
      const fork = later.service.fork(run, sequence);
      await later.service.settled(fork);
      expect(noticesOf(later, fork)).toEqual(noticesOf(rig, run));
      expect(await later.service.replay(fork)).toMatchObject({ difference: null });
    }
    const watch = new LoopWatch();
    const again = events.flatMap((event) => watch.add(event) ?? []);
    expect(again.map(({ place, words }) => `${place}: ${words}`)).toEqual(noticesOf(rig, run));
  });
});

describe('a run that holds where it goes in circles', () => {
  const start = (rig: Rig): RunId =>
    rig.service.start({
      plan: polites,
      title: 't',
      document: null,
      task: 'go',
      overrides: {},
      debug: false,
      breakpoints: [],
      holdOnLoop: 3,
    });
  const first = 'turn/7/kind/gate-turn:0';
  const second = 'turn/13/kind/gate-turn:0';

  it('waits before the next turn, and counts anew when it is let on', async () => {
    const rig = createRig();
    const run = start(rig);
    await held(rig, run, first);
    expect(rig.service.get(run).status).toBe('paused');
    rig.service.control(run, { type: 'continue', hold: first });
    await held(rig, run, second);
    rig.service.control(run, { type: 'continue', hold: second });
    expect(await rig.service.settled(run)).toMatchObject({ reason: 'finished' });
    expect(holdsOf(rig, run)).toEqual([`loop ${first}`, `loop ${second}`]);
    const words = 'kind and polite go in circles: nearly the same messages came 3 times.';
    expect(noticesOf(rig, run)).toEqual([`turn/6/loop: ${words}`, `turn/12/loop: ${words}`]);
    expect(await rig.restart().service.replay(run)).toMatchObject({ difference: null });
  });

  it('waits there again after a restart, once', async () => {
    const rig = createRig();
    const run = start(rig);
    await held(rig, run, first);
    await rig.service.close();
    const later = rig.restart();
    later.service.resume(run);
    later.service.control(run, { type: 'continue', hold: first });
    await held(later, run, second);
    expect(holdsOf(later, run)).toEqual([`loop ${first}`, `loop ${second}`]);
    expect(later.executed).toHaveLength(6);
    await later.service.close();
  });

  it('waits also in a fork that begins where the circle closed, before or after it was told', async () => {
    const rig = createRig();
    const run = start(rig);
    await held(rig, run, first);
    await rig.service.close();
    const told = logOf(rig, run).find(({ body }) => body.type === 'notice')!.sequence; // it was told
    for (const sequence of [told - 1, told]) {
      const later = rig.restart();
      const fork = later.service.fork(run, sequence);
      await held(later, fork, first);
      expect(holdsOf(later, fork)).toEqual([`loop ${first}`]);
      expect(noticesOf(later, fork)).toHaveLength(1);
      expect(later.executed).toEqual([]);
      await later.service.close();
    }
  });

  it('waits before the next call in a turn that goes in circles', async () => {
    const rig = createRig();
    const run = rig.service.start({ ...REQUEST, plan: circles['tools in one turn']!, holdOnLoop: 3 }); // it is there
    await held(rig, run, 'turn/1/busy/model:3');
    expect(rig.executed).toHaveLength(6);
    rig.service.control(run, { type: 'continue' });
    expect(await rig.service.settled(run)).toMatchObject({ reason: 'finished' });
  });

  it('is stopped there as anywhere', async () => {
    const rig = createRig();
    const run = start(rig);
    await held(rig, run, first);
    rig.service.control(run, { type: 'stop' });
    expect(await rig.service.settled(run)).toMatchObject({ reason: 'stopped' });
  });

  it('does not wait where the debugger waits already', async () => {
    const rig = createRig();
    const run = rig.service.start({ ...REQUEST, plan: polites, holdOnLoop: 3, breakpoints: ['kind'] });
    for (const turn of [1, 3, 5, 7, 9]) {
      const place = `turn/${turn}/kind/gate-turn:0`;
      await held(rig, run, place);
      rig.service.control(run, { type: 'continue', hold: place });
    }
    await held(rig, run, 'turn/11/kind/gate-turn:0');
    expect(holdsOf(rig, run).every((hold) => hold.startsWith('breakpoint '))).toBe(true);
    await rig.service.close();
  });

  it('hands the wish on to follow-ups', async () => {
    const rig = createRig();
    const { run } = await runToEnd(rig, roundRobin([kind, polite], { max_turns: 2 }), { holdOnLoop: 2 });
    const child = rig.service.followUp(run, 'again');
    await rig.service.settled(child);
    const starts = logOf(rig, child).flatMap(({ body }) => (body.type === 'run-start' ? [body.holdOnLoop] : []));
    expect(starts).toEqual([2, 2]);
  });
});

const REQUEST = { title: 't', document: null, task: 'go', overrides: {}, debug: false, breakpoints: [] };

it('adds no line to the stream that AutoGen has', async () => {
  const rig = createRig();
  const { run } = await runToEnd(rig, polites);
  const lines = logOf(rig, run).flatMap((event) => toStreamLines(event));
  expect(lines).toHaveLength(messagesOf(rig, run).length + 1);
  expect(noticesOf(rig, run)).not.toEqual([]);
});

/** The real scripted models and tools, without the time they take. */
const quickPorts: BuildPorts = {
  createModelClient: (component) =>
    createModelClient({
      component: { ...component, config: { ...component.config, words_per_second: 0 } },
      keys: { env: {}, secrets: { secret: () => undefined }, confirmed: [] },
    }),
  createTool: (component) => createTool(component, Date.now),
};

describe('the templates', () => {
  const folder = fileURLToPath(new URL('../../../resources/templates', import.meta.url));

  it.each(listTemplates(folder).map(({ id }) => [id]))('%s goes in no circles', async (id) => {
    const { document } = loadTemplate(folder, id)!; // it was just listed
    const compiled = compile(document);
    if (!compiled.ok) throw new Error(`${id} does not compile.`);
    const rig = createRig({ options: { buildTeam: (plan, { onFailure }) => buildTeam(plan, quickPorts, onFailure) } });
    const run = startRun(rig, compiled.plan);
    const people = (async () => {
      for await (const signal of rig.service.watch(run, 0, new AbortController().signal)) {
        if (signal.type !== 'event' || signal.event.body.type !== 'hold') continue;
        rig.service.control(run, { type: 'answer', place: signal.event.body.place, text: 'Yes, go on.' });
      }
    })();
    expect(await rig.service.settled(run)).toMatchObject({ reason: 'finished' });
    await people;
    expect(noticesOf(rig, run)).toEqual([]);
  });
});
