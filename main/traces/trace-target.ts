import type { TraceSettings } from '../../shared/settings/trace-settings.ts';

/** Where spans go, and how. */
export interface TraceTarget {
  readonly url: string;
  readonly protocol: TraceSettings['protocol'];
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  readonly hasContent: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where spans go by the standard variables, else by the settings; undefined where nobody asked for any. */
export function traceTarget(settings: TraceSettings, env: Environment): TraceTarget | undefined {
  if (env['OTEL_SDK_DISABLED'] === 'true' || env['OTEL_TRACES_EXPORTER'] === 'none') return undefined;
  const base = env['OTEL_EXPORTER_OTLP_ENDPOINT'] || (settings.isOn ? settings.endpoint : undefined);
  const url = env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] || (base && `${base.replace(/\/+$/, '')}/v1/traces`);
  if (url === undefined || url === '') return undefined;
  const protocol = env['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'] || env['OTEL_EXPORTER_OTLP_PROTOCOL'];
  return {
    url,
    protocol: protocol === 'http/json' || protocol === 'http/protobuf' ? protocol : settings.protocol,
    headers: parseHeaders(env['OTEL_EXPORTER_OTLP_TRACES_HEADERS'] || env['OTEL_EXPORTER_OTLP_HEADERS'] || ''),
    serviceName: env['OTEL_SERVICE_NAME'] || 'troupe',
    hasContent: settings.hasContent || env['OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT'] === 'true',
  };
}

/** `name=value,name=value`, with values encoded as in an address. */
function parseHeaders(text: string): Record<string, string> {
  const pairs = text.split(',').flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=');
    return at < 1 ? [] : [[pair.slice(0, at).trim().toLowerCase(), decoded(pair.slice(at + 1).trim())]];
  });
  return Object.fromEntries(pairs);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
