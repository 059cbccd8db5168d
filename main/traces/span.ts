export type SpanAttributes = Readonly<Record<string, string | number | readonly string[]>>;

/** One finished span, in the words of OpenTelemetry's GenAI conventions. Ids are hexadecimal. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly name: string;
  /** True where another program was asked. */
  readonly isClient: boolean;
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: SpanAttributes;
  readonly events: readonly SpanMoment[];
  /** Spans of other traces that this one goes on from. */
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  /** Why it failed. */
  readonly error: string | undefined;
}

/** Something that happened within a span. */
export interface SpanMoment {
  readonly name: string;
  readonly timeMs: number;
  readonly attributes: SpanAttributes;
}
