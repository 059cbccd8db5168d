import * as z from 'zod';

/** Where spans of runs are sent, for programs that show traces. The standard `OTEL_*` variables come first. */
export const TraceSettings = z.object({
  isOn: z.boolean(),
  /** Of an OTLP receiver over HTTP; `/v1/traces` is added. */
  endpoint: z.url({ protocol: /^https?$/, error: 'An address begins with http:// or https://.' }),
  protocol: z.enum(['http/protobuf', 'http/json']),
  /** Also what models and tools say. */
  hasContent: z.boolean(),
});
export type TraceSettings = z.infer<typeof TraceSettings>;

export const traceDefaults: TraceSettings = {
  isOn: false,
  endpoint: 'http://localhost:4318',
  protocol: 'http/protobuf',
  hasContent: false,
};
