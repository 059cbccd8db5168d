import * as z from 'zod';
import { RunEvent } from './event.ts';

/** Streamed text that is not in the log yet: it belongs to a message that its model call has not finished. */
export const RunDelta = z.object({
  type: z.literal('delta'),
  /** Id of the message that the text becomes. */
  messageId: z.string(),
  path: z.string(),
  source: z.string(),
  kind: z.enum(['text', 'thought']),
  /** Grows with each attempt; a higher one replaces what was shown. */
  attempt: z.number().int().nonnegative(),
  /** Position of `text` in the draft, UTF-16 units. */
  offset: z.number().int().nonnegative(),
  text: z.string(),
});
export type RunDelta = z.infer<typeof RunDelta>;

/** All that is known of an unfinished message; sent to a client that connects in mid-stream. */
export const RunDraft = RunDelta.omit({ type: true, offset: true }).extend({ type: z.literal('draft') });
export type RunDraft = z.infer<typeof RunDraft>;

/** The draft of this message is void: its call failed, was repeated or was abandoned. */
export const DraftEnd = z.object({ type: z.literal('draft-end'), messageId: z.string() });
export type DraftEnd = z.infer<typeof DraftEnd>;

/**
 * What a client of a run receives: events after the number it named, then open drafts, then deltas and events as they
 * come. Nothing but events is ever stored.
 */
export const RunSignal = z.discriminatedUnion('type', [
  z.object({ type: z.literal('event'), event: RunEvent }),
  RunDelta,
  RunDraft,
  DraftEnd,
  /** The run is not worked on here any more; `problem` says why, where something went wrong. It can be resumed. */
  z.object({ type: z.literal('left'), problem: z.string().nullable() }),
  /** All events that were there at the time of the call have been sent. */
  z.object({ type: z.literal('caught-up'), sequence: z.number().int().nonnegative() }),
]);
export type RunSignal = z.infer<typeof RunSignal>;
