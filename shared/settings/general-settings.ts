import * as z from 'zod';

export const Theme = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof Theme>;

/** How the page looks, and tells. */
export const GeneralSettings = z.object({
  /** `system`: as the operating system is set. */
  theme: Theme,
  /** Tell by the system's notifications of a run that waits for a person, while nobody looks at the page. */
  notify: z.boolean(),
});
export type GeneralSettings = z.infer<typeof GeneralSettings>;

export const generalDefaults: GeneralSettings = { theme: 'system', notify: true };
