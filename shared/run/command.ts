import * as z from 'zod';
import { Attachments } from '../chat/attachment.ts';
import { ChatMessage } from '../chat/chat-message.ts';
import { JsonObject } from '../json.ts';
import { ApprovalDecision, ApprovalPolicy } from './approval.ts';
import { RunBudget } from './budget.ts';
import { ModelPrice } from './price.ts';

/** A command that changes the course of a run. Recorded in its log at the place where it took effect. */
export const RunCommand = z.discriminatedUnion('type', [
  /** The pending message is published in this form. */
  z.object({ type: z.literal('edit-message'), message: ChatMessage }),
  /** The user ended the run. */
  z.object({ type: z.literal('stop'), reason: z.string() }),
  /** ExternalTermination was set: the run ends at the next check. */
  z.object({ type: z.literal('terminate') }),
  /** From here on the run may use this much. */
  z.object({ type: z.literal('set-budget'), budget: RunBudget }),
  /** From here on this is done without asking. */
  z.object({ type: z.literal('set-approvals'), approvals: ApprovalPolicy }),
  /**
   * From here on calls of the model that the design labels `from` go to another one: its label, how it is asked
   * (`--model`'s form), and what it charges.
   */
  z.object({
    type: z.literal('switch-model'),
    from: z.string(),
    to: z.object({ label: z.string(), model: z.string(), price: ModelPrice }),
  }),
  /** Answer to "did it happen?": run it again, take this result, or skip it. */
  z.object({
    type: z.literal('did-it-happen'),
    answer: z.enum(['run-again', 'it-did', 'skip']),
    result: z.string().optional(),
  }),
]);
export type RunCommand = z.infer<typeof RunCommand>;

/** What is done with a call that builds on what is gone. */
export const LostSessionAnswer = z.enum(['start-anew', 'leave-out']);
export type LostSessionAnswer = z.infer<typeof LostSessionAnswer>;

/** What a person or a client may ask of a run that is open here. Only some leave a trace in the log. */
export const RunControl = z.discriminatedUnion('type', [
  /** Hold at the next safe point. */
  z.object({ type: z.literal('pause') }),
  /** Go on to the next breakpoint or the end. `hold` names the hold that the sender saw: an old one is ignored. */
  z.object({ type: z.literal('continue'), hold: z.string().optional() }),
  /** Go on to the next boundary of a turn. */
  z.object({ type: z.literal('step'), hold: z.string().optional() }),
  /** Publish the pending message in another form; the run stays held. */
  z.object({ type: z.literal('edit-message'), hold: z.string(), message: ChatMessage }),
  /** A person's answer to the question at `place`. */
  z.object({
    type: z.literal('answer'),
    place: z.string(),
    text: z.string(),
    attachments: Attachments.optional(),
  }),
  z.object({
    type: z.literal('did-it-happen'),
    place: z.string(),
    answer: z.enum(['run-again', 'it-did', 'skip']),
    result: z.string().optional(),
  }),
  /** What a server remembered of the run is gone: go on with a new session of it, or leave the call at `place` out. */
  z.object({ type: z.literal('lost-session'), place: z.string(), answer: LostSessionAnswer }),
  /** Whether the call that is asked about at `place` may be made, and with other arguments where a person changed them. */
  z.object({
    type: z.literal('approve'),
    place: z.string(),
    decision: ApprovalDecision,
    arguments: JsonObject.optional(),
    /** Why not, for the model. */
    reason: z.string().optional(),
  }),
  /** Do this without asking from now on. What waits for an answer and is allowed now goes on. */
  z.object({ type: z.literal('set-approvals'), approvals: ApprovalPolicy }),
  /** Let the run use this much from now on. What was held by less goes on. */
  z.object({ type: z.literal('set-budget'), budget: RunBudget }),
  /** Ask this model (`openai:gpt-4o-mini`) from now on wherever the design asks the one labelled `from`. */
  z.object({ type: z.literal('switch-model'), from: z.string(), model: z.string() }),
  /** End the run at the next check of its termination condition. */
  z.object({ type: z.literal('terminate') }),
  /** End the run now; what is in flight is abandoned. */
  z.object({ type: z.literal('stop') }),
  /** Hold before every turn of these agents (participant names). Replaces the earlier list. */
  z.object({ type: z.literal('set-breakpoints'), agents: z.array(z.string()) }),
]);
export type RunControl = z.infer<typeof RunControl>;
