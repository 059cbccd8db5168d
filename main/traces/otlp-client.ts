import type { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import type { Span } from './span.ts';
import type { TraceTarget } from './trace-target.ts';

type SdkSpan = Parameters<OTLPTraceExporter['export']>[0][number];
type Result = Parameters<Parameters<OTLPTraceExporter['export']>[1]>[0];

/** OpenTelemetry's numbers. */
const INTERNAL = 0;
const CLIENT = 2;
const UNSET = 0;
const ERROR = 2;
const SAMPLED = 1;

/** Sends spans as OTLP. Resolves with the error where the receiver did not take them, after tries of its own. */
export type OtlpClient = (spans: readonly Span[]) => Promise<Result['error']>;

/**
 * OpenTelemetry's own exporter. It reads headers, compression, time limit and certificates from the standard variables by
 * itself, and tries again what may pass.
 */
export async function createOtlpClient(
  { url, protocol, serviceName }: TraceTarget,
  version: string,
): Promise<OtlpClient> {
  const { OTLPTraceExporter: Exporter } =
    protocol === 'http/json'
      ? await import('@opentelemetry/exporter-trace-otlp-http')
      : await import('@opentelemetry/exporter-trace-otlp-proto');
  const exporter = new Exporter({ url });
  const resource = { attributes: { 'service.name': serviceName, 'service.version': version } };
  return async (spans) => {
    const written = spans.map((span) => toSdkSpan(span, { resource, version }));
    const { error } = await new Promise<Result>((resolve) => exporter.export(written, resolve));
    return error;
  };
}

/** The shape of the SDK, which the exporter reads. Only what it reads is there. */
function toSdkSpan(span: Span, { resource, version }: { resource: object; version: string }): SdkSpan {
  const { traceId, spanId, parentSpanId } = span;
  const context = (id: string, trace = traceId) => ({ traceId: trace, spanId: id, traceFlags: SAMPLED });
  return {
    name: span.name,
    kind: span.isClient ? CLIENT : INTERNAL,
    spanContext: () => context(spanId),
    ...(parentSpanId !== undefined && { parentSpanContext: context(parentSpanId) }),
    startTime: toHrTime(span.startMs),
    endTime: toHrTime(span.endMs),
    status: span.error === undefined ? { code: UNSET } : { code: ERROR, message: span.error },
    attributes: span.attributes,
    events: span.events.map(({ name, timeMs, attributes }) => ({ name, time: toHrTime(timeMs), attributes })),
    links: span.links.map((link) => ({ context: context(link.spanId, link.traceId) })),
    resource,
    instrumentationScope: { name: 'troupe', version },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  } as unknown as SdkSpan;
}

function toHrTime(timeMs: number): [number, number] {
  const seconds = Math.floor(timeMs / 1000);
  return [seconds, Math.round((timeMs - seconds * 1000) * 1_000_000)];
}
