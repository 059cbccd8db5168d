import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { saidWith, wordsOfSaid } from '../../shared/chat/attachment.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { RunId } from '../../shared/ids.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import { terminalText } from '../../shared/visible-text.ts';
import { StateError } from '../../main/core/errors.ts';
import { parseModelFlag } from '../../main/models/parse-model-flag.ts';
import type { Engine } from '../../main/rpc/engine.ts';
import { estimateRun } from '../../main/rpc/estimate-run.ts';
import { keepSecretIn } from '../../main/rpc/keep-secret.ts';
import { taskSaid } from '../../main/runs/enter-run.ts';
import type { RunOutcome, RunRequest, RunService } from '../../main/runs/run-service.ts';
import { policyAt } from './approve-policy.ts';
import { commanded } from './commanded.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { BudgetPrompt } from './follow/budget-prompt.ts';
import { DebugPrompt } from './follow/debug-prompt.ts';
import { followRun } from './follow/follow-run.ts';
import { HoldAnswers } from './follow/hold-answers.ts';
import { createLineSource } from './follow/line-source.ts';
import { outputFor } from './follow/output-for.ts';
import { onInterrupt } from './interrupt.ts';
import type { Command, LiveSettings } from './parse-command.ts';
import { budgetPorts, changeMoney, newBudget } from './run-budget.ts';
import { readAttachments } from './read-attachments.ts';
import { runNamed } from './run-named.ts';
import { checkSharedMemory } from './shared-memory.ts';
import { fetchSandboxFor } from '../engine/fetch-sandbox.ts';
import { checkStateTarget, notAState, readStateFile, saveStateTo } from './team-state.ts';
import { terminalEngine } from './terminal-engine.ts';
import { terminalSecrets } from './terminal-secrets.ts';
import { UsageError } from './usage-error.ts';
import type { ComposedEngine } from '../engine/compose-engine.ts';
import { planFromFile } from './plan-from-file.ts';

/** `troupe run FILE --task TEXT` */
export async function run(command: Extract<Command, { type: 'run' }>): Promise<ExitStatus> {
  const { file, model, debug, saveState } = command;
  const said = saidWith(command.task, readAttachments(command.attach));
  const overrides = model === undefined ? {} : { model: checkedModel(model) };
  if (saveState !== undefined) checkStateTarget(saveState);
  const state = command.state === undefined ? undefined : readStateFile(command.state);
  const secrets = await terminalSecrets(command.data);
  const { plan, title } = planFromFile(file, keepSecretIn(secrets)); // before anything is made in the data folder
  const composed = terminalEngine(command.data, secrets);
  try {
    checkSharedMemory(plan, command.approve, composed.engine);
    const budget = newBudget(composed.engine, command);
    const estimate = estimateRun(composed.engine, { plan, task: wordsOfSaid(said), override: estimatedModel(model) });
    const own = {
      task: taskSaid(said),
      state,
      overrides,
      budget,
      approvals: policyAt(command.approve ?? 'sandboxed', composed.engine),
      estimate,
      debug,
      ...(command.holdOnLoop && { holdOnLoop: LOOP_TIMES }),
    };
    const request = { plan, title, document: null, breakpoints: [], ...own };
    if (!(await hasSandbox(plan, composed.engine))) return EXIT.interrupted;
    const id = startRun(composed.engine.runs, request, command.state);
    return await follow(composed, { run: id, after: 0, settings: command });
  } finally {
    await composed.close();
  }
}

/** False where a person stopped the sandbox from being fetched. */
async function hasSandbox(plan: ComponentModel, { packs }: Engine): Promise<boolean> {
  const stop = new AbortController();
  const interrupt = onInterrupt(() => stop.abort());
  try {
    await fetchSandboxFor(plan, { packs, signal: stop.signal });
  } finally {
    interrupt.forget();
  }
  return !stop.signal.aborted;
}

/** So often the same has to come before a run holds. */
const LOOP_TIMES = 3;

function startRun(runs: RunService, request: RunRequest, stateFile: string | undefined): RunId {
  try {
    return runs.start(request);
  } catch (error) {
    if (error instanceof StateError && stateFile !== undefined) throw notAState(stateFile, error.message);
    throw error;
  }
}

/** The model that answers for all of the team, as prices know it. */
function estimatedModel(text: string | undefined): { readonly label: string } | undefined {
  const parsed = text === undefined ? undefined : parseModelFlag(text);
  return parsed?.ok ? { label: `${parsed.model.provider}:${parsed.model.model}` } : undefined;
}

/** The model as the run keeps it. A file is kept by its whole path: the run may be resumed from another folder. */
function checkedModel(text: string): string {
  const parsed = parseModelFlag(text);
  if (!parsed.ok) throw new UsageError(`--model: ${parsed.message}`);
  const { provider, model } = parsed.model;
  return provider === 'local' && existsSync(model) ? `${provider}:${resolve(model)}` : text;
}

/** `troupe resume RUN` */
export async function resume(command: Extract<Command, { type: 'resume' }>): Promise<ExitStatus> {
  if (command.saveState !== undefined) checkStateTarget(command.saveState);
  const model = command.model === undefined ? undefined : checkedModel(command.model);
  const composed = terminalEngine(command.data, await terminalSecrets(command.data));
  const { runs } = composed.engine;
  try {
    const id = runNamed(command.run);
    const { lastSequence } = runs.get(id);
    runs.resume(id, { debug: command.debug, breakpoints: [] });
    await changeMoney(composed.engine, id, { ...command, model });
    if (command.approve !== undefined) {
      const approvals = policyAt(command.approve, composed.engine);
      await commanded(composed.engine, id, [{ type: 'set-approvals', approvals }]);
    }
    return await follow(composed, { run: id, after: lastSequence, settings: command });
  } finally {
    await composed.close();
  }
}

interface Followed {
  readonly run: RunId;
  readonly after: number;
  readonly settings: LiveSettings;
}

async function follow({ engine }: ComposedEngine, { run, after, settings }: Followed): Promise<ExitStatus> {
  const park = (): void => void engine.runs.close();
  const isPerson = process.stdin.isTTY;
  const interrupt = onInterrupt(() => {
    process.stderr.write(`\nParked. Go on with: troupe resume ${run}\n`);
    park();
  });
  const lines = createLineSource({
    input: process.stdin,
    prompts: isPerson ? process.stderr : undefined,
    onInterrupt: interrupt.trigger,
  });
  const say = (text: string): void => {
    (settings.jsonl ? process.stderr : process.stdout).write(`${terminalText(text)}\n`);
  };
  const control = engine.runs.control.bind(engine.runs, run);
  const debug = settings.debug ? new DebugPrompt({ lines, say, control }) : undefined;
  const budget = isPerson ? new BudgetPrompt({ lines, say, ...budgetPorts(engine, run) }) : undefined;
  const answers = new HoldAnswers({ lines, say, control, park, debug, budget, isPerson });
  process.stdout.on('error', park); // whoever read our output has left: a run goes on for nobody
  try {
    const output = outputFor(settings.jsonl);
    if (after > 0) for (const event of eventsUpTo(engine, run, after)) output.recall(event);
    const outcome = await followRun({ service: engine.runs, run, after, output, answers });
    if (settings.saveState !== undefined) await saveStateTo(settings.saveState, engine.runs, run);
    return interrupt.hasHappened() ? EXIT.interrupted : statusOf(outcome);
  } finally {
    lines.close();
    interrupt.forget();
  }
}

function* eventsUpTo({ runStore }: ComposedEngine['engine'], run: RunId, last: number): Generator<RunEvent> {
  for (const event of runStore.scan(run, 0)) {
    if (event.sequence > last) return;
    yield event;
  }
}

function statusOf(outcome: RunOutcome): ExitStatus {
  if (outcome.type === 'parked') {
    if (outcome.problem === null) return outcome.waitingFor?.['why'] === 'budget' ? EXIT.budget : EXIT.parked;
    process.stderr.write(`${outcome.problem}\n`);
    return EXIT.failed;
  }
  return outcome.reason === 'finished' ? EXIT.finished : EXIT.failed;
}
