import type { JsonObject } from '../../shared/json.ts';
import { stateDifference, streamDifference, withoutStamps } from './compare.ts';
import type { StreamLine } from './deviations.ts';
import type { InteropCase } from './interop-case.ts';
import { draw, exported, savedAgain, TeamHere } from './run-here.ts';
import type { Verdict } from './verdict.ts';

interface GoneOn {
  readonly saved: JsonObject;
  readonly stream: readonly StreamLine[];
  readonly problem?: string;
}

/** What run.py prints about a case. */
interface RunThere {
  readonly problem?: string;
  readonly tasks: readonly (readonly StreamLine[])[];
  readonly state: JsonObject;
  readonly again: GoneOn;
  readonly moved: GoneOn;
}

interface RunHere {
  readonly tasks: readonly (readonly StreamLine[])[];
  readonly state: JsonObject;
}

/** Runs every case here, then all in one Python, then goes on here with the states that Python saved. */
export async function compareRuns(
  cases: readonly InteropCase[],
  runThere: (cases: readonly object[]) => RunThere[],
): Promise<Verdict[]> {
  const here: (RunHere | Error)[] = [];
  for (const one of cases) here.push(await runHere(one).catch(asError));
  const there = runThere(cases.map((one, index) => forPython(one, here[index])));
  const verdicts: Verdict[] = [];
  for (const [index, one] of cases.entries()) {
    const [ours, theirs] = [here[index], there[index]];
    const problems = await judge(one, ours, theirs).catch((error: unknown) => [asError(error).message]);
    verdicts.push({ group: one.group, name: one.name, problems });
  }
  return verdicts;
}

async function judge(one: InteropCase, ours: RunHere | Error | undefined, theirs: RunThere | undefined) {
  if (ours instanceof Error) return [`not run here: ${ours.message}`];
  if (ours === undefined || theirs === undefined) return ['run.py did not come to it'];
  return compareCase(one, ours, theirs);
}

async function runHere({ component, tasks }: InteropCase): Promise<RunHere> {
  const team = new TeamHere(component, { keep: !tasks.every((task) => typeof task === 'string') });
  const streams: StreamLine[][] = [];
  for (const task of tasks) streams.push(await team.stream(task));
  return { tasks: streams, state: team.saveState() };
}

function forPython({ name, component, tasks, then }: InteropCase, here: RunHere | Error | undefined): object {
  const state = here === undefined || here instanceof Error ? null : here.state;
  const goesOn = then === undefined ? null : { ...then, component: exported(draw(then.component)) };
  return { name, component: exported(draw(component)), tasks, then: goesOn, state };
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
  if (one.then === undefined || problems.length > 0 || compared.length < there.tasks.length) return problems;
  const hasFailed = failedAt >= 0;
  const allowed = [...(one.deviations ?? []), ...(hasFailed ? (['anew-after-a-failure'] as const) : [])];
  // Where several speak at once, each side keeps what was said as it came; whoever takes it keeps that order.
  if (!one.speaksAtOnce) {
    note('state', stateDifference({ there: withoutStamps(there.state), here: withoutStamps(here.state) }, allowed));
  }
  const again = { there: there.state, here: savedAgain(one.component, there.state) };
  note('their state, taken and saved here', stateDifference(again, []));
  note('going on with their state', there.again.problem ?? (await goingOn(one, there.state, there.again.stream)));
  const { moved } = there;
  if (moved.problem !== undefined) return [...problems, `our state, taken there: ${moved.problem}`];
  note('our state, taken and saved there', stateDifference({ there: moved.saved, here: here.state }, []));
  note('going on with our state', await goingOn(one, here.state, moved.stream));
  return problems;
}

async function goingOn(one: InteropCase, state: JsonObject, there: readonly StreamLine[]): Promise<string | undefined> {
  if (one.then === undefined) return undefined;
  const here = await new TeamHere(one.then.component, { state }).stream(one.then.task);
  return streamDifference({ there, here }, one);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
