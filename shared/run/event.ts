import * as z from 'zod';
import { ChatItem } from '../chat/chat-item.ts';
import { ChatMessage } from '../chat/chat-message.ts';
import { ContentHash, DocumentId, RunId } from '../ids.ts';
import { Json, JsonObject } from '../json.ts';
import { ApprovalPolicy } from './approval.ts';
import { RunBudget } from './budget.ts';
import { CostEstimate } from './estimate.ts';
import { RunCommand } from './command.ts';
import { StopProgress } from './stop-progress.ts';
import { PriceSheet } from './price.ts';
import { Usage } from './usage.ts';

/** What kind of effect a step is. */
export const EffectKind = z.enum(['model', 'tool', 'code', 'memory', 'human', 'approval', 'clock']);
export type EffectKind = z.infer<typeof EffectKind>;

/** An effect that failed, as it is kept in the log. */
export const EffectError = z.object({
  /** Stable name: `rate-limited`, `connection-lost`, `cancelled` … */
  code: z.string(),
  message: z.string(),
  details: JsonObject.optional(),
});
export type EffectError = z.infer<typeof EffectError>;

/** The parent of a run that is a fork or a follow-up; events up to and including `sequence` are read from it. */
export const RunParent = z.object({
  run: RunId,
  sequence: z.number().int().nonnegative(),
  kind: z.enum(['fork', 'follow-up']),
});
export type RunParent = z.infer<typeof RunParent>;

/** Why a run waits. All waits are the same persisted hold. */
export const HoldReason = z.enum([
  'pause',
  'step',
  'breakpoint',
  'human',
  'approval',
  'budget',
  'did-it-happen',
  'lost-session',
  'loop',
]);
export type HoldReason = z.infer<typeof HoldReason>;

/** Where a held run stands: before a turn, before an effect, or before a finished message is published. */
export const HoldPoint = z.enum(['turn', 'effect', 'publish']);
export type HoldPoint = z.infer<typeof HoldPoint>;

/**
 * What an event tells (architecture section 6). `place` is the path of the activation that asked and a count per kind,
 * for example `turn/7/writer/model:0`; `path` is a place without the count.
 */
export const RunEventBody = z.discriminatedUnion('type', [
  /** The run exists from here. `plan` names the compiled component JSON in the blob store. */
  z.object({
    type: z.literal('run-start'),
    plan: ContentHash,
    engine: z.string(),
    /** How its model requests are hashed (`core/digest.ts`); absent: 1. What is hashed otherwise is not compared. */
    digests: z.number().int().positive().optional(),
    title: z.string(),
    document: z.object({ id: DocumentId, version: z.number().int() }).nullable(),
    /** The messages given to the team; null where it goes on without a new task (a fork in mid-run). */
    task: z.array(ChatMessage).nullable(),
    mode: z.enum(['live', 'hybrid']),
    parent: RunParent.nullable(),
    /** The saved state, in AutoGen's shape, that the team was given before its first task; in the blob store. */
    state: ContentHash.optional(),
    /** What replaced parts of the plan for this run, for example `{ model: "ollama:llama3.2" }`. */
    overrides: JsonObject,
    /** Hold where the run goes in circles, and after how many times; undefined: it is only told. */
    holdOnLoop: z.number().int().min(2).optional(),
    /** What its models charge, as it was known when the run began. Absent in logs of before there were prices. */
    prices: PriceSheet.optional(),
    /** What it may use before it holds and asks. Absent in a fork or follow-up: as its parent had it there. */
    budget: RunBudget.optional(),
    /** What its agents may do without asking. Absent in a fork or follow-up: as its parent had it there. */
    approvals: ApprovalPolicy.optional(),
    /** What was told beforehand that it may cost. */
    estimate: CostEstimate.optional(),
  }),
  z.object({
    type: z.literal('turn-start'),
    place: z.string(),
    path: z.string(),
    number: z.number().int().positive(),
    speaker: z.string(),
    /** The rule that chose, in words ("next in order"), or the place of the selection. */
    why: z.string(),
    /** The rule could not choose; this is what is done then. */
    isFallback: z.literal(true).optional(),
    /** How near the stop rule of its team was when the round began; on the first turn of each round. */
    progress: z.array(StopProgress).readonly().optional(),
  }),
  z.object({
    type: z.literal('effect-start'),
    place: z.string(),
    kind: EffectKind,
    requested: ContentHash,
    /** The most that it can use, kept free for it in all budgets until it ends. */
    reserved: Usage.optional(),
  }),
  z.object({
    type: z.literal('effect-end'),
    place: z.string(),
    kind: EffectKind,
    requested: ContentHash,
    /** Only where an edit changed the request before it was made. */
    effective: Json.optional(),
    /** Exactly one of outcome and error is there. */
    outcome: Json.optional(),
    error: EffectError.optional(),
    usage: Usage.optional(),
    /** Label of the model that answered, or of the one that was asked last where none did: `openai:gpt-4o`. */
    model: z.string().optional(),
    /** What a failed call used at most: it broke off, and nobody can tell. Beside `usage`, never in it. */
    lost: Usage.optional(),
    cached: z.boolean().optional(),
    startedAtMs: z.number().int().nonnegative(),
    /** Without the time in which people were waited for; of kinds `human` and `approval`, which are no work, just that. */
    durationMs: z.number().nonnegative(),
    /** The streamed pieces, kept where the stream has to be told again: lengths in UTF-16 units, or the piece itself. */
    chunks: z.array(z.union([z.number().int().positive(), z.string()])).optional(),
    /** The message that the streamed text becomes; there whenever `chunks` is. */
    draft: z.object({ messageId: z.string(), source: z.string() }).optional(),
  }),
  z.object({
    type: z.literal('attempt'),
    place: z.string(),
    number: z.number().int().positive(),
    error: EffectError,
    waitMs: z.number().nonnegative(),
    /** Who is asked instead, at once. */
    next: z.string().optional(),
    /** Some of the answer was shown already, and is taken back. */
    wasShown: z.boolean().optional(),
    /** What it used, where it was answered and the answer was of no use. */
    usage: Usage.optional(),
    /** What this attempt used at most, where it was under way when the engine went away or the run was stopped. */
    lost: Usage.optional(),
  }),
  /** An effect waits in line. The place says it twice: `waitedMs` is null when it begins to wait, then how long it was. */
  z.object({
    type: z.literal('wait'),
    place: z.string(),
    /** For what, in words. */
    message: z.string(),
    waitedMs: z.number().nonnegative().nullable(),
  }),
  z.object({ type: z.literal('message'), place: z.string(), path: z.string(), message: ChatItem }),
  z.object({ type: z.literal('command'), place: z.string(), command: RunCommand }),
  z.object({
    type: z.literal('hold'),
    place: z.string(),
    path: z.string(),
    why: HoldReason,
    point: HoldPoint,
    /** What is about to happen: `{ speaker }`, `{ kind, request }`, `{ message }`, or the question to a person. */
    pending: JsonObject,
  }),
  z.object({ type: z.literal('release'), place: z.string(), by: z.string() }),
  /** Something about the course of the run that a person should know. It changes nothing by itself. */
  z.object({
    type: z.literal('notice'),
    place: z.string(),
    /**
     * `loop`: the same agents say nearly the same, or call the same tool, again and again; found in the log.
     * `server`: something happened to a server that tools live in; `times` is 1, and no agents are named.
     */
    code: z.enum(['loop', 'server']),
    /** Participant names. */
    agents: z.array(z.string()),
    times: z.number().int().positive(),
    /** One sentence. */
    words: z.string(),
  }),
  z.object({ type: z.literal('design-change'), place: z.string(), plan: ContentHash }),
  z.object({ type: z.literal('turn-end'), place: z.string(), path: z.string(), number: z.number().int().positive() }),
  z.object({ type: z.literal('turn-abandoned'), place: z.string(), path: z.string(), reason: z.string() }),
  /** Final. A follow-up task is a child run. */
  z.object({
    type: z.literal('run-end'),
    place: z.string(),
    reason: z.enum(['finished', 'failed', 'stopped']),
    /** AutoGen's stop_reason; null where the run failed or was stopped. */
    stopReason: z.string().nullable(),
    /** What the stop reason leaves unsaid: who was still waited for. */
    detail: z.string().optional(),
    /** How near the stop rule of the outermost team was at the end. */
    progress: z.array(StopProgress).readonly().optional(),
    error: EffectError.optional(),
    totals: Usage.extend({ turns: z.number().int().nonnegative(), modelCalls: z.number().int().nonnegative() }),
  }),
]);
export type RunEventBody = z.infer<typeof RunEventBody>;

/** One line of a run's log. Written once, never changed. */
export const RunEvent = z.object({
  run: RunId,
  /** Position in the run's log, from 1 without gaps; a fork goes on where its prefix ends. */
  sequence: z.number().int().positive(),
  /** Engine clock at the commit, milliseconds since the Unix epoch. */
  timestampMs: z.number().int().nonnegative(),
  body: RunEventBody,
});
export type RunEvent = z.infer<typeof RunEvent>;
