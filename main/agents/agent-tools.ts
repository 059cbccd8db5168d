import * as z from 'zod';
import type { ToolSchema } from '../../shared/chat/tool-schema.ts';
import { canonicalJson, type Json } from '../../shared/json.ts';
import { digestJson, digestText } from '../core/digest.ts';
import type { Approvable, Effects } from '../core/effects.ts';
import type { History } from '../core/participant.ts';
import { toToolName } from '../models/tool-name.ts';
import { FIND_TOOLS, findToolsTool } from '../tools/find-tools.ts';
import type { Tool } from '../tools/tool.ts';
import { ToolListing, type Workbench } from '../tools/workbench.ts';
import type { Toolbox } from './call-tools.ts';
import { handoffSchema } from './handoff.ts';

/** The outcome of a listing. Only what changed is told again; `refused`: it may not be opened, and why. */
const ListOutcome = z.union([z.object({ same: z.literal(true) }), z.object({ refused: z.string() }), ToolListing]);
type ListOutcome = z.infer<typeof ListOutcome>;

/** Where in the log the last listing of each workbench stands, 0 before the first; and which were called since. */
export const ToolsCheckpoint = z.object({
  listed: z.array(z.number().int()),
  called: z.array(z.boolean()),
  /** Names of tools that were found in the library. */
  found: z.array(z.string()).optional(),
});
export type ToolsCheckpoint = z.infer<typeof ToolsCheckpoint>;

/** One workbench as the agent knows it. */
interface Bench {
  readonly workbench: Workbench;
  listing: ToolListing | undefined;
  /** Of the event that holds it, or that says that it was refused. */
  sequence: number;
  isRefused: boolean;
  /** A call said that its tools are others now. */
  isStale: boolean;
  wasCalled: boolean;
}

/**
 * What an agent can call: its own tools, and those of workbenches that are known only once somebody has looked. Looking is
 * a step, once a turn and whenever a call says that something changed; so whoever enters the run again needs none of them.
 */
export class AgentTools {
  readonly #own: Toolbox;
  readonly #benches: readonly Bench[];
  /** Names of the library's tools that the model knows. */
  readonly #found = new Set<string>();
  #toolbox: Toolbox;
  #schemas: readonly ToolSchema[];

  constructor(own: Toolbox) {
    this.#own = this.#withSearch(own);
    this.#benches = (own.workbenches ?? []).map((workbench) => ({
      workbench,
      listing: undefined,
      sequence: 0,
      isRefused: false,
      isStale: false,
      wasCalled: false,
    }));
    this.#toolbox = this.#own;
    this.#schemas = schemasOf(this.#own);
  }

  #withSearch(own: Toolbox): Toolbox {
    const { library = NO_LIBRARY } = own;
    if (library.size === 0) return own;
    const search = findToolsTool([...library].map(shownAs), (names) => this.#find(names));
    return { ...own, tools: new Map([...own.tools, [FIND_TOOLS, search]]) };
  }

  #find(names: readonly string[]): void {
    const before = this.#found.size;
    for (const name of names) if (this.#own.library?.has(name)) this.#found.add(name);
    if (this.#found.size > before) this.#merge();
  }

  get toolbox(): Toolbox {
    return this.#toolbox;
  }

  /** What the model is told; the same list until something changes. */
  get schemas(): readonly ToolSchema[] {
    return this.#schemas;
  }

  get hasWorkbenches(): boolean {
    return this.#benches.length > 0;
  }

  /** Looks at the workbenches: at all of them when a turn begins, else at those whose tools are others now. */
  async look(effects: Effects, which: 'all' | 'stale'): Promise<void> {
    const due = this.#benches.filter(({ isRefused, isStale }) => !isRefused && (which === 'all' || isStale));
    if (due.length === 0) return;
    const branches = effects.open(due.map(() => 'workbench'));
    const changes = await Promise.all(
      due.map(async (bench, index) => {
        const branch = branches[index]!; // one branch a workbench
        try {
          return await list(bench, branch);
        } finally {
          branch.close();
        }
      }),
    );
    if (changes.includes(true)) this.#merge();
  }

  #merge(): void {
    const tools = new Map(this.#own.tools);
    for (const name of this.#found) {
      const tool = this.#own.library?.get(name);
      if (tool !== undefined && !tools.has(name)) tools.set(name, tool);
    }
    const listed = this.#benches.flatMap((bench) =>
      bench.listing === undefined ? [] : listedIn(bench, bench.listing),
    );
    const taken = new Set([...tools.keys(), ...this.#own.handoffs.keys()]);
    const count = new Map<string, number>();
    for (const { name } of listed) count.set(name, (count.get(name) ?? 0) + 1);
    for (const { name, label, tool } of listed) {
      const isClear = count.get(name) === 1 && !taken.has(name);
      const free = isClear
        ? name
        : freeName(toToolName(`${label}__${name}`), (one) => taken.has(one) || count.has(one));
      taken.add(free);
      tools.set(free, tool);
    }
    this.#toolbox = { ...this.#own, tools };
    this.#schemas = schemasOf(this.#toolbox);
  }

  /** Undefined where there is nothing to remember. */
  checkpoint(): ToolsCheckpoint | undefined {
    if (this.#benches.length === 0 && this.#found.size === 0) return undefined;
    return {
      listed: this.#benches.map(({ sequence }) => sequence),
      called: this.#benches.map(({ wasCalled }) => wasCalled),
      ...(this.#found.size > 0 && { found: [...this.#found] }),
    };
  }

  restore(checkpoint: ToolsCheckpoint | undefined, history: History): void {
    if (checkpoint === undefined) return;
    for (const name of checkpoint.found ?? []) this.#found.add(name);
    this.#benches.forEach((bench, index) => {
      bench.sequence = checkpoint.listed[index] ?? 0;
      bench.wasCalled = checkpoint.called[index] ?? false;
      if (bench.wasCalled) bench.workbench.lost.recall();
      if (bench.sequence === 0) return;
      const { body } = history.event(bench.sequence);
      keep(bench, ListOutcome.parse(body.type === 'effect-end' ? body.outcome : undefined), bench.sequence);
    });
    this.#merge();
  }
}

/** Asks through the door. True where its tools are others than before. */
async function list(bench: Bench, effects: Effects): Promise<boolean> {
  const { workbench, listing } = bench;
  const { isOpen } = workbench;
  const { value, sequence } = await effects.step<ListOutcome & Json>({
    kind: 'tool',
    requested: digestText(`tools of ${workbench.id}`),
    // A first look opens it, and that is what it risks.
    risk: isOpen ? 'read' : workbench.risk,
    isRepeatable: true,
    precious: false,
    pending: () => ({ tool: workbench.opening.name, arguments: workbench.opening.details }),
    ...(!isOpen && { approval: approvalOf(workbench) }),
    parse: (outcome) => ListOutcome.parse(outcome),
    execute: async (context) => {
      const found = await workbench.list(context);
      const isSame = listing !== undefined && canonicalJson(found) === canonicalJson(listing);
      return { value: (isSame ? { same: true } : found) as ListOutcome & Json };
    },
  });
  return keep(bench, value, sequence);
}

/** True where its tools are others than before. */
function keep(bench: Bench, outcome: ListOutcome, sequence: number): boolean {
  bench.isStale = false;
  if ('same' in outcome) return false;
  bench.sequence = sequence;
  if ('refused' in outcome) bench.isRefused = true;
  else bench.listing = outcome;
  return !bench.isRefused;
}

/** Whoever refuses it leaves the agent without these tools. */
function approvalOf({ opening }: Workbench): Approvable<ListOutcome & Json> {
  return {
    tool: opening.name,
    identity: opening.identity,
    arguments: opening.details,
    withArguments: () => 'Only the design can change how it is opened.',
    denied: (refused) => ({ refused }),
  };
}

interface NamedTool {
  readonly name: string;
  readonly label: string;
  readonly tool: Tool;
}

/** Of two tools of one workbench with one name the first counts. */
function listedIn(bench: Bench, { label, tools }: ToolListing): NamedTool[] {
  const { workbench } = bench;
  const byName = new Map<string, NamedTool>();
  for (const { name: own, schema, risk } of tools) {
    const name = toToolName(schema.name);
    if (byName.has(name)) continue;
    const tool: Tool = {
      schema,
      get risk() {
        return workbench.isOpen || risk !== 'read' ? risk : workbench.risk;
      },
      identity: digestJson([workbench.id, own, schema]),
      lost: workbench.lost,
      run: (args, context) => workbench.call(own, args, context),
      heard: ({ toolsChanged = false }) => {
        bench.wasCalled = true;
        bench.isStale ||= toolsChanged;
      },
    };
    byName.set(name, { name, label, tool });
  }
  return [...byName.values()];
}

function freeName(wanted: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const name = `${wanted.slice(0, 60)}_${number}`;
    if (!isTaken(name)) return name;
  }
}

/** Schemas under the names that the model is told, which a workbench may have overridden. */
function schemasOf({ tools, handoffs }: Toolbox): ToolSchema[] {
  const ofTools = [...tools].map(shownAs);
  return [...ofTools, ...[...handoffs.values()].map(handoffSchema)];
}

const NO_LIBRARY: Toolbox['tools'] = new Map();

function shownAs([name, { schema }]: readonly [string, { readonly schema: ToolSchema }]): ToolSchema {
  return schema.name === name ? schema : { ...schema, name };
}
