import * as z from 'zod';
import { optional, structureField } from './fields.ts';

/**
 * What a server understands of OpenAI's language beyond what all servers do. Nothing of it is guessed: what is not known of
 * a server is not sent to it.
 */
export const ServerAbilities = z.object({
  /** Takes `name` beside a message of the user. */
  speaker_names: z.boolean(),
  /** Takes `strict` with tools and JSON Schemas. */
  strict_schemas: z.boolean(),
  /** Takes `stream_options.include_usage`. */
  stream_usage: z.boolean(),
  /** Takes turns in any order; else those of one side are joined, and the user has the last word. */
  free_turns: z.boolean(),
  /** Wants the thoughts that led to calls back as `reasoning_content`. */
  thoughts_back: z.boolean(),
  /** Wants `max_completion_tokens` in place of `max_tokens` from models that think. */
  completion_limit: z.boolean(),
});
export type ServerAbilities = z.infer<typeof ServerAbilities>;

/** OpenAI's own servers. */
export const OPENAI_SERVER: ServerAbilities = {
  speaker_names: true,
  strict_schemas: true,
  stream_usage: true,
  free_turns: true,
  thoughts_back: false,
  completion_limit: true,
};

/**
 * A server of which nothing is known. It is asked for usage all the same: without it a run has no costs, and a server that
 * refuses the question by its name is asked again without it.
 */
export const UNKNOWN_SERVER: ServerAbilities = {
  speaker_names: false,
  strict_schemas: false,
  stream_usage: true,
  free_turns: true,
  thoughts_back: false,
  completion_limit: false,
};

/** Field of a component: what its server understands, where Troupe does not know it or knows it wrongly. */
export const serverAbilities = optional(
  structureField(ServerAbilities.partial(), {
    title: 'Server abilities',
    description: 'What the server understands beyond the usual, as yes or no. Empty: as known of this server.',
  }),
);
