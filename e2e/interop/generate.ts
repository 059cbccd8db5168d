import { findDefinition } from '../../shared/component/registry.ts';
import { checklistCases } from './checklist-cases.ts';
import { graphFlowCase } from './graph-flow-cases.ts';
import type { InteropCase, TeamPlan } from './interop-case.ts';
import { magenticOneCase } from './magentic-one-cases.ts';
import { type TeamClass, teamProvider } from './parts.ts';
import { Random } from './random.ts';
import { roundRobinCase } from './round-robin-cases.ts';
import { selectorCase } from './selector-cases.ts';
import { swarmCase } from './swarm-cases.ts';

type Generator = (random: Random, index: number) => TeamPlan;

const GENERATORS: Readonly<Record<TeamClass, Generator>> = {
  RoundRobinGroupChat: roundRobinCase,
  SelectorGroupChat: selectorCase,
  Swarm: swarmCase,
  GraphFlow: graphFlowCase,
  MagenticOneGroupChat: magenticOneCase,
};

/** Random teams of every pattern that Troupe can run, then those of the checklist. Equal seeds make equal teams. */
export function generateCases({ seed, perPattern }: { seed: number; perPattern: number }): InteropCase[] {
  const random = Object.entries(GENERATORS).flatMap(([name, generate]) =>
    Array.from({ length: perPattern }, (_, index): InteropCase => {
      const plan = generate(new Random(seed * 1000 + index), index);
      return { ...plan, group: name, name: `seed ${String(seed)}, team ${String(index)}` };
    }),
  );
  return [...random, ...checklistCases].filter(({ component }) => isRunnable(component.provider));
}

/** Patterns that AutoGen has and Troupe cannot run. */
export function missingPatterns(): string[] {
  return Object.keys(GENERATORS).filter((name) => !isRunnable(teamProvider(name as TeamClass)));
}

function isRunnable(provider: string): boolean {
  return findDefinition(provider)?.runnable === true;
}
