import { aloneCase } from './alone-cases.ts';
import { checklistCases } from './checklist-cases.ts';
import { codeCases } from './code-cases.ts';
import { graphFlowCase } from './graph-flow-cases.ts';
import type { InteropCase, TeamPlan } from './interop-case.ts';
import { magenticOneCase } from './magentic-one-cases.ts';
import { nestedCase } from './nested-cases.ts';
import type { TeamClass } from './parts.ts';
import { peopleCase } from './people-cases.ts';
import { rawCase } from './raw-cases.ts';
import { Random } from './random.ts';
import { roundRobinCase } from './round-robin-cases.ts';
import { selectorCase } from './selector-cases.ts';
import { swarmCase } from './swarm-cases.ts';

type Group = TeamClass | 'nested' | 'people' | 'alone' | 'as written';
type Generator = (random: Random, index: number) => TeamPlan;

const GENERATORS: Readonly<Record<Group, Generator>> = {
  RoundRobinGroupChat: roundRobinCase,
  SelectorGroupChat: selectorCase,
  Swarm: swarmCase,
  GraphFlow: graphFlowCase,
  MagenticOneGroupChat: magenticOneCase,
  nested: nestedCase,
  people: peopleCase,
  alone: aloneCase,
  'as written': rawCase,
};

/** Random teams of every pattern, then those of the checklist. Equal seeds make equal teams. */
export function generateCases({ seed, perPattern }: { seed: number; perPattern: number }): InteropCase[] {
  const random = Object.entries(GENERATORS).flatMap(([name, generate]) =>
    Array.from({ length: perPattern }, (_, index): InteropCase => {
      const plan = generate(new Random(seed * 1000 + index), index);
      return { ...plan, group: name, name: `seed ${String(seed)}, team ${String(index)}` };
    }),
  );
  return [...random, ...checklistCases, ...codeCases];
}
