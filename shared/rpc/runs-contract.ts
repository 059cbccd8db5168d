import { eventIterator, oc } from '@orpc/contract';
import * as z from 'zod';
import { Attachments } from '../chat/attachment.ts';
import { DocumentId, RunId } from '../ids.ts';
import { DayBudget, RunBudget } from '../run/budget.ts';
import { CostEstimate } from '../run/estimate.ts';
import { RunControl } from '../run/command.ts';
import { RunEvent } from '../run/event.ts';
import { PromptView } from '../run/prompt.ts';
import { StopProgress } from '../run/stop-progress.ts';
import { RunSummary } from '../run/summary.ts';
import { RunSignal } from '../run/wire.ts';
import { LeftFile } from '../run/work-folder.ts';
import { TeamDocument } from '../team/document.ts';
import { TrustPiece } from '../team/trust-piece.ts';
import { Issue } from '../team/issue.ts';

const notFound = { NOT_FOUND: { message: 'This run is not here any more.' } } as const;
/** It came from a file, and holds what nobody has let run yet. */
const notTrusted = {
  NOT_TRUSTED: {
    message: 'This team came from a file. Look at what it runs first.',
    data: z.object({ pieces: z.array(TrustPiece) }),
  },
} as const;
const notReady = { NOT_READY: { data: z.object({ issues: z.array(Issue) }) } } as const;

/** Participants before whose turns the run holds. */
const breakpoints = { breakpoints: z.array(z.string()) };

/** One bar of the timeline: a turn in a lane. */
export const TurnBar = z.object({
  path: z.string(),
  speaker: z.string(),
  number: z.number().int().positive(),
  firstSequence: z.number().int(),
  lastSequence: z.number().int(),
  startedAtMs: z.number().int(),
  endedAtMs: z.number().int().nullable(),
  tokens: z.number().int().nonnegative(),
  costUsd: z.number().nullable(),
  state: z.enum(['open', 'done', 'abandoned']),
  /** How near the stop rule of its team was when it began; on the first turn of each round. */
  progress: z.array(StopProgress).readonly().optional(),
});
export type TurnBar = z.infer<typeof TurnBar>;

export const runsContract = {
  list: oc.input(z.object({ document: DocumentId.optional() })).output(z.array(RunSummary)),
  /** Runs of all teams in which a person is waited for, newest first. */
  waiting: oc.output(z.array(RunSummary)),
  get: oc
    .input(z.object({ run: RunId }))
    .output(RunSummary)
    .errors(notFound),
  /** Compiles the stored version of the document and starts a run of it. */
  start: oc
    .input(
      z.object({
        document: DocumentId,
        task: z.string().min(1),
        attachments: Attachments.optional(),
        /** Hold before the first turn. */
        debug: z.boolean(),
        /** Hold where the run goes in circles, after so many times; undefined: it is only told. */
        holdOnLoop: z.number().int().min(2).max(99).optional(),
        /** What it may use before it holds and asks; undefined: as the settings have it. */
        budget: RunBudget.optional(),
        ...breakpoints,
      }),
    )
    .output(z.object({ run: RunId }))
    .errors({ ...notFound, ...notReady, ...notTrusted }),
  /** A new task for the same team, which remembers the conversation: a child run. */
  followUp: oc
    .input(z.object({ run: RunId, task: z.string().min(1), attachments: Attachments.optional(), ...breakpoints }))
    .output(z.object({ run: RunId }))
    .errors({ ...notFound, ...notReady }),
  /** Goes on with a run whose engine went away. Committed effects are not repeated. */
  resume: oc
    .input(z.object({ run: RunId, ...breakpoints }))
    .output(z.void())
    .errors({ ...notFound, ...notReady, BUSY: { message: 'Another Troupe works on this run.' } }),
  /** A run of its own that shares the events up to `sequence`. It holds there: nothing is paid for until it is let on. */
  fork: oc
    .input(z.object({ run: RunId, sequence: z.number().int().nonnegative(), ...breakpoints }))
    .output(z.object({ run: RunId }))
    .errors({ ...notFound, ...notReady }),
  /** Runs the whole team again from its log, without any outside call, and says whether all came out equal. */
  replay: oc
    .input(z.object({ run: RunId }))
    .output(z.object({ equal: z.boolean(), turns: z.number().int(), difference: z.string().nullable() }))
    .errors(notFound),
  control: oc
    .input(z.object({ run: RunId, control: RunControl }))
    .output(z.void())
    .errors({ ...notFound, NOT_OPEN: { message: 'This run is not being worked on here. Resume it first.' } }),
  /** What a run of this drawing may cost, as it is on the canvas now. */
  estimate: oc
    .input(z.object({ document: TeamDocument, task: z.string() }))
    .output(CostEstimate)
    .errors(notReady),
  /** Models that charge less than the one with this label, best first; prices for a million tokens. */
  cheaperModels: oc
    .input(z.object({ model: z.string() }))
    .output(z.array(z.object({ model: z.string(), inputUsd: z.number(), outputUsd: z.number() }))),
  /** What today has cost over all runs, and what it may come to. */
  today: oc.output(
    z.object({
      costUsd: z.number().nonnegative(),
      unpricedCalls: z.number().int().nonnegative(),
      tokens: z.number().int().nonnegative(),
      limit: DayBudget,
    }),
  ),
  hide: oc
    .input(z.object({ run: RunId }))
    .output(z.void())
    .errors(notFound),
  /** Events after `after` (0: from the start), then what happens, until the caller leaves or the run ends. */
  watch: oc
    .input(z.object({ run: RunId, after: z.number().int().nonnegative() }))
    .output(eventIterator(RunSignal))
    .errors(notFound),
  /** One page of the log, oldest first, including what a fork shares with its parents. */
  events: oc
    .input(
      z.object({ run: RunId, after: z.number().int().nonnegative(), limit: z.number().int().positive().max(1000) }),
    )
    .output(z.array(RunEvent))
    .errors(notFound),
  /** All turns in short, for the timeline of a long run. */
  turns: oc
    .input(z.object({ run: RunId }))
    .output(z.array(TurnBar))
    .errors(notFound),
  /** The whole request of a model call in the log, and of the call before it by the same agent: made again, not stored. */
  prompt: oc
    .input(z.object({ run: RunId, place: z.string() }))
    .output(PromptView)
    .errors({ ...notFound, CANNOT_REBUILD: { message: 'This request cannot be made again as it was.' } }),
  /** What a step of code changed in its work folder, by path; empty where event `sequence` is no such step. */
  stepFiles: oc
    .input(z.object({ run: RunId, sequence: z.number().int().positive() }))
    .output(z.array(LeftFile))
    .errors(notFound),
  /** A file as a step left it. */
  stepFile: oc
    .input(z.object({ run: RunId, sequence: z.number().int().positive(), path: z.string() }))
    .output(z.object({ base64: z.string() }))
    .errors({ ...notFound, FILE_NOT_FOUND: { message: 'This file is not here any more.' } }),
  /** The log as a file: one JSON line an event. */
  exportLog: oc
    .input(z.object({ run: RunId }))
    .output(z.object({ fileName: z.string(), text: z.string() }))
    .errors(notFound),
};
