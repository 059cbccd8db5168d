import type { ComponentModel } from '../../shared/component/envelope.ts';
import { findDefinition } from '../../shared/component/registry.ts';
import { checklistCases } from './checklist-cases.ts';
import { graphFlowCase } from './graph-flow-cases.ts';
import type { InteropCase, TeamPlan } from './interop-case.ts';
import { magenticOneCase } from './magentic-one-cases.ts';
import { nestedCase } from './nested-cases.ts';
import type { TeamClass } from './parts.ts';
import { Random } from './random.ts';
import { roundRobinCase } from './round-robin-cases.ts';
import { selectorCase } from './selector-cases.ts';
import { swarmCase } from './swarm-cases.ts';

type Group = TeamClass | 'nested';
type Generator = (random: Random, index: number) => TeamPlan;

const GENERATORS: Readonly<Record<Group, Generator>> = {
  RoundRobinGroupChat: roundRobinCase,
  SelectorGroupChat: selectorCase,
  Swarm: swarmCase,
  GraphFlow: graphFlowCase,
  MagenticOneGroupChat: magenticOneCase,
  nested: nestedCase,
};

interface Generated {
  readonly cases: readonly InteropCase[];
  /** Groups of which Troupe can run none yet. */
  readonly missing: readonly string[];
}

/** Random teams of every pattern that Troupe can run, then those of the checklist. Equal seeds make equal teams. */
export function generateCases({ seed, perPattern }: { seed: number; perPattern: number }): Generated {
  const random = Object.entries(GENERATORS).flatMap(([name, generate]) =>
    Array.from({ length: perPattern }, (_, index): InteropCase => {
      const plan = generate(new Random(seed * 1000 + index), index);
      return { ...plan, group: name, name: `seed ${String(seed)}, team ${String(index)}` };
    }),
  );
  const all = [...random, ...checklistCases];
  const runnable = all.filter(({ component }) => isRunnable(component));
  const groups = new Set(runnable.map(({ group }) => group));
  return { cases: runnable, missing: Object.keys(GENERATORS).filter((group) => !groups.has(group)) };
}

/** Whether Troupe can run a component and all that is in it. */
function isRunnable({ provider, config }: ComponentModel): boolean {
  return findDefinition(provider)?.runnable === true && partsOf(config).every(isRunnable);
}

function partsOf(value: unknown): ComponentModel[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((one: unknown) => (isComponent(one) ? [one] : partsOf(one)));
}

function isComponent(value: unknown): value is ComponentModel {
  return typeof value === 'object' && value !== null && 'provider' in value && 'config' in value;
}
