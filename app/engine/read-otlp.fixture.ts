/** One received span, in one shape for both encodings. */
export interface ReceivedSpan {
  readonly service: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: number;
  readonly lastsMs: number;
  readonly attributes: Record<string, unknown>;
  readonly events: readonly { readonly name: string; readonly attributes: Record<string, unknown> }[];
  /** Trace and span that it goes on from. */
  readonly links: readonly string[];
  readonly status: number;
}

/** Reads an ExportTraceServiceRequest by the protocol's own field numbers (opentelemetry-proto, trace/v1). */
export function readTraceRequest(contentType: string, body: Buffer): ReceivedSpan[] {
  return contentType === 'application/json'
    ? fromJson(JSON.parse(body.toString('utf8')) as JsonRequest)
    : fromProtobuf(body);
}

interface JsonAttribute {
  readonly key: string;
  readonly value: Record<string, unknown>;
}
interface JsonSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: JsonAttribute[];
  readonly events: { readonly name: string; readonly attributes: JsonAttribute[] }[];
  readonly links: { readonly traceId: string; readonly spanId: string }[];
  readonly status: { readonly code?: number };
}
interface JsonRequest {
  readonly resourceSpans: {
    readonly resource: { readonly attributes: JsonAttribute[] };
    readonly scopeSpans: { readonly spans: JsonSpan[] }[];
  }[];
}

function fromJson({ resourceSpans }: JsonRequest): ReceivedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        service: String(jsonAttributes(resource.attributes)['service.name']),
        traceId: span.traceId,
        spanId: span.spanId,
        parentSpanId: span.parentSpanId ?? '',
        name: span.name,
        kind: span.kind,
        lastsMs: Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)) / 1e6,
        attributes: jsonAttributes(span.attributes),
        events: span.events.map(({ name, attributes }) => ({ name, attributes: jsonAttributes(attributes) })),
        links: span.links.map((link) => `${link.traceId} ${link.spanId}`),
        status: span.status.code ?? 0,
      })),
    ),
  );
}

function jsonAttributes(attributes: readonly JsonAttribute[]): Record<string, unknown> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      'arrayValue' in value
        ? (value['arrayValue'] as { values: { stringValue: string }[] }).values.map(({ stringValue }) => stringValue)
        : 'intValue' in value
          ? Number(value['intValue'])
          : value['stringValue'],
    ]),
  );
}

/** The fields of one protobuf message, each with all its values. */
type Fields = ReadonlyMap<number, readonly (Buffer | bigint)[]>;

function fieldsOf(message: Buffer): Fields {
  const fields = new Map<number, (Buffer | bigint)[]>();
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message[at++] ?? 0;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number): Buffer => message.subarray(at, (at += length));
  while (at < message.length) {
    const tag = Number(varint());
    const wire = tag & 7;
    const value =
      wire === 0
        ? varint()
        : wire === 1
          ? take(8).readBigUInt64LE()
          : wire === 5
            ? BigInt(take(4).readUInt32LE())
            : take(Number(varint()));
    fields.set(tag >> 3, [...(fields.get(tag >> 3) ?? []), value]);
  }
  return fields;
}

const messages = (fields: Fields, field: number): Fields[] =>
  (fields.get(field) ?? []).map((value) => fieldsOf(value as Buffer));
const text = (fields: Fields, field: number): string =>
  ((fields.get(field)?.[0] as Buffer | undefined) ?? Buffer.of()).toString('utf8');
const hex = (fields: Fields, field: number): string =>
  ((fields.get(field)?.[0] as Buffer | undefined) ?? Buffer.of()).toString('hex');
const number = (fields: Fields, field: number): bigint => (fields.get(field)?.[0] as bigint | undefined) ?? 0n;

function fromProtobuf(body: Buffer): ReceivedSpan[] {
  return messages(fieldsOf(body), 1).flatMap((resourceSpans) => {
    const [resource] = messages(resourceSpans, 1);
    const service = String(resource === undefined ? '' : attributesOf(resource, 1)['service.name']);
    const spans = messages(resourceSpans, 2).flatMap((scopeSpans) => messages(scopeSpans, 2));
    return spans.map((span) => ({
      service,
      traceId: hex(span, 1),
      spanId: hex(span, 2),
      parentSpanId: hex(span, 4),
      name: text(span, 5),
      kind: Number(number(span, 6)),
      lastsMs: Number(number(span, 8) - number(span, 7)) / 1e6,
      attributes: attributesOf(span, 9),
      events: messages(span, 11).map((event) => ({ name: text(event, 2), attributes: attributesOf(event, 3) })),
      links: messages(span, 13).map((link) => `${hex(link, 1)} ${hex(link, 2)}`),
      status: messages(span, 15).map((one) => Number(number(one, 3)))[0] ?? 0,
    }));
  });
}

function attributesOf(fields: Fields, field: number): Record<string, unknown> {
  return Object.fromEntries(
    messages(fields, field).map((attribute) => {
      const [value] = messages(attribute, 2);
      if (value === undefined) return [text(attribute, 1), undefined];
      const [list] = messages(value, 5);
      if (list !== undefined) return [text(attribute, 1), messages(list, 1).map((one) => text(one, 1))];
      return [text(attribute, 1), value.has(3) ? Number(number(value, 3)) : text(value, 1)];
    }),
  );
}
