import { oc } from '@orpc/contract';
import * as z from 'zod';
import { MODEL_PROVIDER_NAMES } from '../component/model-providers.ts';
import { TeamDocument } from '../team/document.ts';

/** A model provider as it was found on this machine. */
export const ProviderStatus = z.object({
  provider: z.enum(MODEL_PROVIDER_NAMES),
  /** `environment`: a variable is set. `stored`: entered here. `running`: a local server answers. */
  state: z.enum(['environment', 'stored', 'running', 'absent']),
  /** Models that a local server offers, else empty. */
  models: z.array(z.string()),
});
export type ProviderStatus = z.infer<typeof ProviderStatus>;

/** A ready-made team that runs at once, without a key, on scripted models. */
export const TemplateSummary = z.object({
  id: z.string(),
  name: z.string(),
  /** One line: what happens in it. */
  summary: z.string(),
  /** Names of its agents in order, for the portraits. */
  cast: z.array(z.string()),
  pattern: z.string(),
  /** The task that *Run* suggests. */
  task: z.string(),
  /** The team itself, so that the start screen can show who plays in it and when it stops. */
  document: TeamDocument,
});
export type TemplateSummary = z.infer<typeof TemplateSummary>;

export const appContract = {
  info: oc.output(
    z.object({
      version: z.string(),
      host: z.enum(['electron', 'serve']),
      dataFolder: z.string(),
      platform: z.string(),
      /** Something about this machine that the user should know, for example that keys are kept in memory only. */
      notices: z.array(z.string()),
    }),
  ),
  /** Looks for keys in the environment and for a running Ollama; takes at most a second. */
  providers: oc.output(z.array(ProviderStatus)),
  templates: oc.output(z.array(TemplateSummary)),
};
