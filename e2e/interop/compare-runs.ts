import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { JsonObject } from '../../shared/json.ts';
import { askedDifference, stateDifference, streamDifference, withoutStamps } from './compare.ts';
import { AFTER_A_FAILURE, type Asked, failsOnlyThere, type StreamLine } from './deviations.ts';
import type { InteropCase, InteropTask } from './interop-case.ts';
import { draw, exported, savedAgain, TeamHere } from './run-here.ts';
import type { Verdict } from './verdict.ts';

interface GoneOn {
  /** What a new team saves that took the state. */
  readonly saved?: JsonObject;
  readonly stream: readonly StreamLine[];
  readonly problem?: string;
}

/** What run.py prints about a case. */
export interface RunThere {
  readonly problem?: string;
  readonly tasks: readonly (readonly StreamLine[])[];
  readonly asked: readonly Asked[];
  readonly state: JsonObject;
  /** Only where the case goes on. */
  readonly again?: GoneOn;
  readonly moved?: GoneOn;
}

interface RunHere {
  readonly tasks: readonly (readonly StreamLine[])[];
  readonly asked: readonly Asked[];
  readonly state: JsonObject;
}

interface Compared {
  readonly verdicts: readonly Verdict[];
  /** What AutoGen told of the first task of each case. */
  readonly streams: ReadonlyMap<InteropCase, readonly StreamLine[]>;
}

/** Runs every case here, then all in one Python, then goes on here with the states that Python saved. */
export async function compareRuns(
  cases: readonly InteropCase[],
  runThere: (cases: readonly object[]) => RunThere[],
): Promise<Compared> {
  const here: (RunHere | Error)[] = [];
  for (const one of cases) here.push(await runHere(one).catch(asError));
  const there = runThere(cases.map((one, index) => forPython(one, here[index])));
  const verdicts: Verdict[] = [];
  const first = new Map<InteropCase, readonly StreamLine[]>();
  for (const [index, one] of cases.entries()) {
    const [ours, theirs] = [here[index], there[index]];
    const problems = await judge(one, ours, theirs).catch((error: unknown) => [asError(error).message]);
    if (theirs?.tasks?.[0] !== undefined) first.set(one, theirs.tasks[0]);
    const streams = [...(theirs?.tasks ?? []), theirs?.again?.stream ?? [], theirs?.moved?.stream ?? []];
    verdicts.push({ group: one.group, name: one.name, problems, lines: streams.flat().length });
  }
  return { verdicts, streams: first };
}

async function judge(one: InteropCase, ours: RunHere | Error | undefined, theirs: RunThere | undefined) {
  if (ours instanceof Error) return [`not run here: ${ours.message}`];
  if (ours === undefined || theirs === undefined) return ['run.py did not come to it'];
  return compareCase(one, ours, theirs);
}

async function runHere({ component, tasks }: InteropCase): Promise<RunHere> {
  const team = new TeamHere(component, { keep: !tasks.every((task) => typeof task === 'string') });
  const streams: StreamLine[][] = [];
  for (const task of tasks)
    streams.push('reset' in Object(task) ? team.reset() : await team.stream(task as InteropTask));
  return { tasks: streams, asked: team.asked, state: team.saveState() };
}

function forPython({ name, component, raw, tasks, then }: InteropCase, here: RunHere | Error | undefined): object {
  const state = here === undefined || here instanceof Error ? null : here.state;
  const given = (one: ComponentModel): ComponentModel => (raw === true ? one : exported(draw(one)));
  const goesOn = then === undefined ? null : { ...then, component: given(then.component) };
  return { name, component: given(component), tasks, then: goesOn, state };
}

async function compareCase(one: InteropCase, here: RunHere, there: RunThere): Promise<string[]> {
  if (there.problem !== undefined) return [`not run there: ${there.problem}`];
  const problems: string[] = [];
  const note = (what: string, difference: string | undefined): void => {
    if (difference !== undefined) problems.push(`${what}: ${difference}`);
  };
  const failedAt = there.tasks.findIndex((stream) => stream.at(-1)?.['type'] === 'Error');
  // After a failure AutoGen's team is of no more use (docs/autogen-differences.md: "A team can run again").
  const compared = failedAt < 0 ? there.tasks : there.tasks.slice(0, failedAt + 1);
  for (const [index, stream] of compared.entries()) {
    note(`task ${String(index + 1)}`, streamDifference({ there: stream, here: here.tasks[index] ?? [] }, one));
  }
  if (failedAt < 0 && !one.speaksAtOnce)
    note('asked', askedDifference({ there: there.asked, here: here.asked }, one.deviations ?? []));
  if (one.then === undefined || problems.length > 0 || compared.length < there.tasks.length) return problems;
  if (failsOnlyThere(compared.at(-1) ?? [])) return problems;
  const hasFailed = failedAt >= 0;
  const allowed = [...(one.deviations ?? []), ...(hasFailed ? AFTER_A_FAILURE : [])];
  // Where several speak at once, each side keeps what was said as it came; whoever takes it keeps that order.
  if (!one.speaksAtOnce) {
    note('state', stateDifference({ there: withoutStamps(there.state), here: withoutStamps(here.state) }, allowed));
  }
  note('their state', stateDifference({ there: there.state, here: savedAgain(one.component, there.state) }, []));
  note('our state', there.moved?.saved && stateDifference({ there: there.moved.saved, here: here.state }, []));
  note('going on with their state', await goingOn(one, there.state, there.again));
  note('going on with our state', await goingOn(one, here.state, there.moved));
  return problems;
}

async function goingOn({ then, ...one }: InteropCase, state: JsonObject, there: GoneOn | undefined) {
  if (then === undefined || there === undefined) return undefined;
  if (there.problem !== undefined) return `AutoGen does not take it: ${there.problem}`;
  const here = await new TeamHere(then.component, { state }).stream(then.task);
  return streamDifference({ there: there.stream, here }, one);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
