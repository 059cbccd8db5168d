import { implement } from '@orpc/server';
import { saidWith, wordsOfSaid } from '../../shared/chat/attachment.ts';
import { runsContract } from '../../shared/rpc/runs-contract.ts';
import { localDay } from '../../shared/run/local-day.ts';
import { usualApprovals } from '../../shared/settings/approval-settings.ts';
import { usualBudget } from '../../shared/settings/money-settings.ts';
import { toArray } from '../../shared/run/fold/chunked-list.ts';
import { applyTurnEvent, NO_TURNS } from '../../shared/run/fold/turns.ts';
import { taskSaid } from '../runs/enter-run.ts';
import { compile } from '../compiler/compile.ts';
import { batchDeltas } from './batch-deltas.ts';
import { cheaperModels } from './cheaper-models.ts';
import { untrustedPieces } from './document-trust.ts';
import type { Engine } from './engine.ts';
import { estimateRun } from './estimate-run.ts';
import { clearErrors, clearStream } from './rpc-errors.ts';

/**
 * Streamed text is sent this often: once a frame, as the page draws. The suite `stream-delay` of the bench wants at most
 * 25 ms from a provider's byte to the client in 95 of 100 pieces: on two busy cores (load 7 to 10) 30 ms took 31, 20 ms
 * took 27, and 16 ms takes 20 to 24.
 */
const DELTAS_EVERY_MS = 16;

const procedure = implement(runsContract).$context<Engine>().use(clearErrors);

/** Runs: start, watch, control, and what is left of them. */
export const runsProcedures = procedure.router({
  list: procedure.list.handler(({ input, context }) =>
    context.runs.list(input.document === undefined ? {} : { document: input.document }),
  ),
  waiting: procedure.waiting.handler(({ context }) => context.runs.waiting()),
  get: procedure.get.handler(({ input, context }) => context.runs.get(input.run)),
  start: procedure.start.handler(({ input, context, errors }) => {
    const stored = context.documents.open(input.document);
    if (stored === undefined) throw errors.NOT_FOUND({ message: 'This document is not here any more.' });
    const compiled = compile(stored.document);
    if (!compiled.ok) throw errors.NOT_READY({ data: { issues: [...compiled.issues] } });
    const pieces = untrustedPieces(context, { document: stored.document.id, plan: compiled.plan });
    if (pieces.length > 0) throw errors.NOT_TRUSTED({ data: { pieces } });
    const run = context.runs.start({
      plan: compiled.plan,
      title: stored.document.name,
      document: { id: stored.document.id, version: stored.version },
      task: taskSaid(saidWith(input.task, input.attachments)),
      overrides: {},
      debug: input.debug,
      holdOnLoop: input.holdOnLoop,
      approvals: usualApprovals(context.settings.read().approvals, stored.document),
      budget: input.budget ?? usualBudget(context.settings.read().money),
      estimate: estimateRun(context, {
        plan: compiled.plan,
        task: wordsOfSaid(saidWith(input.task, input.attachments)),
      }),
      breakpoints: input.breakpoints,
    });
    return { run };
  }),
  followUp: procedure.followUp.handler(({ input: { run, task, attachments, breakpoints }, context }) => ({
    run: context.runs.followUp(run, taskSaid(saidWith(task, attachments)), { debug: false, breakpoints }),
  })),
  resume: procedure.resume.handler(({ input: { run, breakpoints }, context }) =>
    context.runs.resume(run, { debug: false, breakpoints }),
  ),
  // A fork holds where it begins: nothing is paid for until somebody lets it on.
  fork: procedure.fork.handler(({ input: { run, sequence, breakpoints }, context }) => ({
    run: context.runs.fork(run, sequence, { debug: true, breakpoints }),
  })),
  replay: procedure.replay.handler(({ input, context }) => context.runs.replay(input.run)),
  control: procedure.control.handler(({ input, context }) => context.runs.control(input.run, input.control)),
  estimate: procedure.estimate.handler(({ input, context, errors }) => {
    const compiled = compile(input.document);
    if (!compiled.ok) throw errors.NOT_READY({ data: { issues: [...compiled.issues] } });
    return estimateRun(context, { plan: compiled.plan, task: input.task });
  }),
  cheaperModels: procedure.cheaperModels.handler(({ input, context }) => cheaperModels(context.prices, input.model)),
  today: procedure.today.handler(({ context }) => {
    const { costUsd, unpricedCalls, tokens } = context.runStore.spentOn(localDay(Date.now()));
    return { costUsd, unpricedCalls, tokens, limit: context.settings.read().money.day };
  }),
  hide: procedure.hide.handler(({ input, context }) => context.runs.hide(input.run)),
  watch: procedure.watch.handler(({ input, context, signal }) => {
    const source = context.runs.watch(input.run, input.after, signal ?? new AbortController().signal);
    return clearStream(batchDeltas(source, DELTAS_EVERY_MS), context);
  }),
  events: procedure.events.handler(({ input, context }) => {
    context.runs.get(input.run); // fails where the run is not here
    return context.runStore.read(input);
  }),
  turns: procedure.turns.handler(({ input, context }) => {
    context.runs.get(input.run);
    let turns = NO_TURNS;
    for (const event of context.runStore.scan(input.run, 0)) turns = applyTurnEvent(turns, event);
    return toArray(turns.bars);
  }),
  prompt: procedure.prompt.handler(({ input: { run, place }, context }) => context.runs.prompt(run, place)),
  stepFiles: procedure.stepFiles.handler(({ input: { run, sequence }, context }) =>
    context.runFiles.ofStep(context.runs.get(run).id, sequence),
  ),
  stepFile: procedure.stepFile.handler(({ input: { run, ...file }, context, errors }) => {
    const content = context.runFiles.content(context.runs.get(run).id, file);
    if (content === undefined) throw errors.FILE_NOT_FOUND();
    return { base64: content.toString('base64') };
  }),
  exportLog: procedure.exportLog.handler(({ input, context }) => {
    const { id } = context.runs.get(input.run);
    const lines = Iterator.from(context.runStore.scan(input.run, 0)).map((event) => `${JSON.stringify(event)}\n`);
    return { fileName: `${id}.run.jsonl`, text: [...lines].join('') };
  }),
});
