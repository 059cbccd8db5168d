import * as z from 'zod';

export const Theme = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof Theme>;

/** How the page looks. */
export const GeneralSettings = z.object({
  /** `system`: as the operating system is set. */
  theme: Theme,
});
export type GeneralSettings = z.infer<typeof GeneralSettings>;

export const generalDefaults: GeneralSettings = { theme: 'system' };
