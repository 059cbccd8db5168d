import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import type { Span } from './span.ts';
import type { TraceTarget } from './trace-target.ts';

type SdkSpan = Parameters<typeof JsonTraceSerializer.serializeRequest>[0][number];

/** OpenTelemetry's numbers. */
const INTERNAL = 0;
const CLIENT = 2;
const UNSET = 0;
const ERROR = 2;
const SAMPLED = 1;

/** Spans as the body of one OTLP request. */
export function encodeSpans(
  spans: readonly Span[],
  { protocol, serviceName, version }: Pick<TraceTarget, 'protocol' | 'serviceName'> & { readonly version: string },
): Uint8Array<ArrayBuffer> {
  const resource = { attributes: { 'service.name': serviceName, 'service.version': version } };
  const serializer = protocol === 'http/json' ? JsonTraceSerializer : ProtobufTraceSerializer;
  const body = serializer.serializeRequest(spans.map((span) => toSdkSpan(span, { resource, version })));
  if (body === undefined) throw new Error('The spans could not be written as OTLP.');
  return body as Uint8Array<ArrayBuffer>;
}

/** The shape of the SDK, which the serializers read. Only what they read is there. */
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
