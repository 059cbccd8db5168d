import * as z from 'zod';
import { ChatMessage } from '../../chat/chat-message.ts';
import { JsonObject } from '../../json.ts';
import { ApprovalRequest } from '../approval.ts';
import { BudgetHold } from '../budget.ts';
import { MissingSession } from '../missing-session.ts';
import type { HoldPoint, HoldReason, RunEventBody } from '../event.ts';

/** What a held run is about to do, as far as it is understood. */
export type Pending =
  | { readonly type: 'turn'; readonly speaker: string }
  | { readonly type: 'publish'; readonly message: ChatMessage }
  | {
      readonly type: 'question';
      readonly agent: string;
      readonly prompt: string;
      readonly form?: JsonObject | undefined;
      /** The server that asks, where it is none of the team: it may be denied an answer. */
      readonly server?: string | undefined;
    }
  /** The budget does not allow what comes next. */
  | { readonly type: 'budget'; readonly budget: BudgetHold }
  /** A call wants to be allowed. */
  | { readonly type: 'approval'; readonly request: ApprovalRequest }
  /** A call builds on what its server does not remember any more. */
  | {
      readonly type: 'lost-session';
      readonly session: MissingSession;
      readonly tool: string;
      readonly arguments: JsonObject;
    }
  | { readonly type: 'tool'; readonly tool: string; readonly arguments: JsonObject }
  /** A memory is asked, or something is remembered. */
  | { readonly type: 'memory'; readonly memory: string; readonly text: string; readonly isWrite: boolean }
  | { readonly type: 'other'; readonly fields: JsonObject };

/** Where a run waits, and for what. */
export interface PendingHold {
  readonly place: string;
  readonly path: string;
  readonly why: HoldReason;
  readonly point: HoldPoint;
  readonly sinceMs: number;
  readonly pending: Pending;
}

/** Reads a hold as it stands in the log. */
export function toPendingHold(hold: Extract<RunEventBody, { type: 'hold' }>, sinceMs: number): PendingHold {
  const { place, path, why, point, pending } = hold;
  return { place, path, why, point, sinceMs, pending: parsePending(pending) };
}

const Message = z.object({ message: ChatMessage });
const Question = z.object({
  agent: z.string(),
  prompt: z.string(),
  form: JsonObject.optional(),
  server: z.string().optional(),
});
const ToolCall = z.object({ tool: z.string(), arguments: JsonObject });
const LostSessionHold = ToolCall.extend({ session: MissingSession });
const Budget = z.object({ budget: BudgetHold });
const Recall = z.object({ memory: z.string(), query: z.string() });
const Remembering = z.object({ memory: z.string(), content: z.object({ content: z.string() }) });
const NextTurn = z.object({ speaker: z.string() });

function parsePending(fields: JsonObject): Pending {
  const message = Message.safeParse(fields);
  if (message.success) return { type: 'publish', message: message.data.message };
  const question = Question.safeParse(fields);
  if (question.success) return { type: 'question', ...question.data };
  const budget = Budget.safeParse(fields);
  if (budget.success) return { type: 'budget', budget: budget.data.budget };
  const approval = ApprovalRequest.safeParse(fields);
  if (approval.success) return { type: 'approval', request: approval.data };
  const lost = LostSessionHold.safeParse(fields);
  if (lost.success) return { type: 'lost-session', ...lost.data };
  const tool = ToolCall.safeParse(fields);
  if (tool.success) return { type: 'tool', ...tool.data };
  const recall = Recall.safeParse(fields).data;
  if (recall !== undefined) return { type: 'memory', memory: recall.memory, text: recall.query, isWrite: false };
  const write = Remembering.safeParse(fields).data;
  if (write !== undefined) return { type: 'memory', memory: write.memory, text: write.content.content, isWrite: true };
  const turn = NextTurn.safeParse(fields);
  return turn.success ? { type: 'turn', ...turn.data } : { type: 'other', fields };
}
