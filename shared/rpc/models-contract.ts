import { oc } from '@orpc/contract';
import * as z from 'zod';
import { JsonObject } from '../json.ts';

/** A model component as it stands on the canvas, saved or not. */
const question = z.object({ provider: z.string(), config: JsonObject });

/** What models there are to choose from. `reason` says why they are not the provider's own list; null where they are. */
export const ModelList = z.object({ models: z.array(z.string()), reason: z.string().nullable() });
export type ModelList = z.infer<typeof ModelList>;

/** What came of one short question to a model. */
export const ModelTest = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    /** What the model said. */
    answer: z.string(),
    durationMs: z.number().nonnegative(),
    /** Prompt and answer; 0 where the provider does not tell. */
    tokens: z.number().int().nonnegative(),
  }),
  z.object({
    ok: z.literal(false),
    code: z.string(),
    /** The error, word for word. */
    message: z.string(),
    /** One sentence: what to do. */
    advice: z.string(),
    durationMs: z.number().nonnegative(),
  }),
]);
export type ModelTest = z.infer<typeof ModelTest>;

export const modelsContract = {
  /** Names of models that a component can use: its provider's own list, else those that it usually has. */
  list: oc.input(question).output(ModelList),
  /** Asks the model one short question, once and at once. It costs a few tokens. */
  test: oc.input(question).output(ModelTest),
};
