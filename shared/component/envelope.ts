import * as z from 'zod';
import { JsonObject } from '../json.ts';

/**
 * The envelope in which AutoGen writes every component (AutoGen: ComponentModel; reference: autogen.md section 8.1).
 * Unknown keys are kept: an importer that drops them loses the user's work.
 */
export const ComponentModel = z.looseObject({
  /** Import path `module.Class` or an alias. */
  provider: z.string().min(1),
  component_type: z.string().nullish(),
  version: z.number().int().nullish(),
  component_version: z.number().int().nullish(),
  description: z.string().nullish(),
  label: z.string().nullish(),
  config: JsonObject,
});
export type ComponentModel = z.infer<typeof ComponentModel>;

/** The literal that AutoGen writes in place of a secret. It means "no key here". */
export const MASKED_SECRET = '**********';
