import * as z from 'zod';

/** How much may be asked of one host with one key. What is not given stays as Troupe finds it out. */
export const HostLimits = z.object({
  /** Calls at the same time. */
  concurrent: z.number().int().positive().optional(),
  /** Calls that may begin within a minute. */
  perMinute: z.number().int().positive().optional(),
});
export type HostLimits = z.infer<typeof HostLimits>;

/** At most a day. */
const Seconds = z.number().positive().max(86_400).nullable();

/** Limits that a person's contract with a provider sets, above which calls wait in line, and how long answers may take. */
export const TrafficSettings = z.object({
  /** Seconds that every model may take for its first word; null: as long as is usual for where it is. */
  firstTokenSeconds: Seconds,
  /** Seconds between two words; null: as long as is usual. */
  tokenSeconds: Seconds,
  /** By host, with its port where it has one: `api.openai.com`, `localhost:11434`. */
  hosts: z.record(z.string().min(1), HostLimits),
});
export type TrafficSettings = z.infer<typeof TrafficSettings>;

export const trafficDefaults: TrafficSettings = { firstTokenSeconds: null, tokenSeconds: null, hosts: {} };

/** The limits of a host; none where nobody set any. */
export function limitsIn({ hosts }: TrafficSettings, host: string): HostLimits {
  return (Object.hasOwn(hosts, host) ? hosts[host] : undefined) ?? {};
}

/** The patience with all models, under the names that a model's component has for its own. */
export function patienceIn({ firstTokenSeconds, tokenSeconds }: TrafficSettings) {
  return { first_token_timeout: firstTokenSeconds, token_timeout: tokenSeconds };
}
