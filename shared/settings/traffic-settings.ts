import * as z from 'zod';

/** How much may be asked of one host with one key. What is not given stays as Troupe finds it out. */
export const HostLimits = z.object({
  /** Calls at the same time. */
  concurrent: z.number().int().positive().optional(),
  /** Calls that may begin within a minute. */
  perMinute: z.number().int().positive().optional(),
});
export type HostLimits = z.infer<typeof HostLimits>;

/** Limits that a person's contract with a provider sets; calls above them wait in line. */
export const TrafficSettings = z.object({
  /** By host, with its port where it has one: `api.openai.com`, `localhost:11434`. */
  hosts: z.record(z.string().min(1), HostLimits),
});
export type TrafficSettings = z.infer<typeof TrafficSettings>;

export const trafficDefaults: TrafficSettings = { hosts: {} };

/** The limits of a host; none where nobody set any. */
export function limitsIn({ hosts }: TrafficSettings, host: string): HostLimits {
  return (Object.hasOwn(hosts, host) ? hosts[host] : undefined) ?? {};
}
