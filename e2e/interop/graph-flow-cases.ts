import type { ComponentModel } from '../../shared/component/envelope.ts';
import { busyShapes, calmShapes, type Shape } from './graph-shapes.ts';
import type { TeamPlan } from './interop-case.ts';
import { maxMessages, team } from './parts.ts';
import type { Random } from './random.ts';
import { NAMES, randomAssistant, randomTasks, randomText } from './random-parts.ts';

/** Flows of eight shapes: a chain, a choice, loops, fans, several roots, and conditions of which several hold. */
export function graphFlowCase(random: Random, index: number): TeamPlan {
  // A member called like whoever gives the task speaks first, beside the start.
  const names = NAMES.filter((name) => name !== 'user');
  const four = random.some(names, 4) as [string, string, string, string];
  const shapes = [...calmShapes(four), ...busyShapes(four)];
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
