import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { TeamPlan } from './interop-case.ts';
import { maxMessages, team } from './parts.ts';
import type { Random } from './random.ts';
import { NAMES, randomAssistant, randomTasks, randomText } from './random-parts.ts';

interface Edge {
  readonly target: string;
  readonly condition?: string;
  readonly activation_group?: string;
  readonly activation_condition?: 'all' | 'any';
}
type Edges = Readonly<Record<string, readonly Edge[]>>;

interface Shape {
  readonly edges: Edges;
  readonly speaksAtOnce?: boolean;
  readonly goesInCircles?: boolean;
  /** It begins with all that nothing leads to. */
  readonly hasNoStart?: boolean;
}

/** Flows of eight shapes: a chain, a choice, loops, fans, several roots, and conditions of which several hold. */
export function graphFlowCase(random: Random, index: number): TeamPlan {
  // A member called like whoever gives the task speaks first, beside the start.
  const names = NAMES.filter((name) => name !== 'user');
  const [a, b, c, d] = random.some(names, 4) as [string, string, string, string];
  const shapes: readonly Shape[] = [
    { edges: { [a]: [{ target: b }], [b]: [{ target: c }], [c]: [{ target: d }], [d]: [] } },
    {
      edges: {
        [a]: [
          { target: b, condition: 'yes' },
          { target: c, condition: 'no' },
        ],
        [b]: [{ target: d, activation_group: 'either' }],
        [c]: [{ target: d, activation_group: 'or' }],
        [d]: [],
      },
    },
    {
      edges: {
        [a]: [{ target: b }],
        [b]: [
          { target: a, condition: 'no', activation_group: 'again' },
          { target: c, condition: 'yes' },
        ],
        [c]: [],
      },
      goesInCircles: true,
    },
    {
      edges: { [a]: [{ target: b }, { target: c }], [b]: [{ target: d }], [c]: [{ target: d }], [d]: [] },
      speaksAtOnce: true,
    },
    {
      edges: {
        [a]: [{ target: b }, { target: c }],
        [b]: [{ target: d, activation_condition: 'any' }],
        [c]: [{ target: d, activation_condition: 'any' }],
        [d]: [],
      },
      speaksAtOnce: true,
    },
    // Two roots, and a node that two groups let in at once.
    {
      edges: {
        [a]: [{ target: c, activation_group: 'one' }],
        [b]: [{ target: c, activation_group: 'two' }],
        [c]: [{ target: d }],
        [d]: [],
      },
      speaksAtOnce: true,
      hasNoStart: true,
    },
    // A loop into a node that any edge lets in, with two ways out of it.
    {
      edges: {
        [a]: [{ target: b, activation_condition: 'any', activation_group: 'in' }],
        [b]: [
          { target: c, condition: 'no' },
          { target: d, condition: 'yes' },
        ],
        [c]: [{ target: b, activation_condition: 'any', activation_group: 'in' }],
        [d]: [],
      },
      goesInCircles: true,
    },
    // Conditions of which several may hold, or none, and a node that waits for all of its group.
    {
      edges: {
        [a]: [
          { target: b, condition: 'e' },
          { target: c, condition: 'n' },
          { target: d, condition: '' },
        ],
        [b]: [],
        [c]: [{ target: d }],
        [d]: [],
      },
      speaksAtOnce: true,
    },
  ];
  const shape = shapes[index % shapes.length]!; // there are some
  const make = (): ComponentModel => flow(random, shape);
  return {
    component: make(),
    tasks: randomTasks(random),
    then: { component: make(), task: 'And now?' },
    speaksAtOnce: shape.speaksAtOnce ?? false,
  };
}

function flow(
  random: Random,
  { edges, speaksAtOnce = false, goesInCircles = false, hasNoStart = false }: Shape,
): ComponentModel {
  const names = Object.keys(edges);
  const nodes = Object.entries(edges).map(([name, out]) => [
    name,
    { name, edges: out, activation: random.pick(['all', 'any']) },
  ]);
  // Who hears others in any order may be shown all or nothing of it.
  const members = names.map((name) => member(random, name, speaksAtOnce ? { context: 'all' } : {}));
  return team('GraphFlow', members, {
    graph: { nodes: Object.fromEntries(nodes), default_start_node: hasNoStart ? null : names[0] },
    // Needed where it goes in circles. Messages are counted alike only where one speaks at a time.
    termination_condition: maxMessages(30),
    // A state that AutoGen saved in a circle goes on there in another way.
    max_turns: goesInCircles ? undefined : random.pick([undefined, random.int(2, 5)]),
  });
}

/** One that says `yes` or `no` in everything it says. */
function member(random: Random, name: string, wanted: { context?: 'all' }): ComponentModel {
  const replies = random.many(30, () => `${random.pick(['yes', 'no'])} ${randomText(random, 5)}`);
  return randomAssistant(random, name, { ...wanted, replies });
}
