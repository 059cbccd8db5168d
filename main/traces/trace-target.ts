import type { TraceRoute } from '../../shared/settings/trace-route.ts';
import type { TraceSettings } from '../../shared/settings/trace-settings.ts';

/** Where spans go, and how. */
export interface TraceTarget {
  readonly url: string;
  readonly protocol: TraceSettings['protocol'];
  readonly serviceName: string;
  readonly hasContent: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const PROTOCOLS = ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'OTEL_EXPORTER_OTLP_PROTOCOL'] as const;
const CONTENT = 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT';
/** What else counts where traces are sent; the most of it is read by the exporter itself. */
const OTHERS = ['HEADERS', 'COMPRESSION', 'TIMEOUT', 'CERTIFICATE', 'CLIENT_CERTIFICATE', 'CLIENT_KEY'].flatMap(
  (name) => [`OTEL_EXPORTER_OTLP_TRACES_${name}`, `OTEL_EXPORTER_OTLP_${name}`],
);

/**
 * Where spans go by the standard variables, else by the settings; undefined where nobody asked for any.
 * @throws Error where a variable names what is no address.
 */
export function traceTarget(settings: TraceSettings, env: Environment): TraceTarget | undefined {
  const { url, problem } = route(settings, env);
  if (problem !== null) throw new Error(problem);
  if (url === null) return undefined;
  const protocol = PROTOCOLS.map((name) => env[name]).find((value) => value);
  return {
    url,
    protocol: protocol === 'http/json' || protocol === 'http/protobuf' ? protocol : settings.protocol,
    serviceName: env['OTEL_SERVICE_NAME'] || 'troupe',
    hasContent: settings.hasContent || env[CONTENT] === 'true',
  };
}

/** The same for a person who looks at the settings: where, and which variables have a say. */
export function traceRoute(settings: TraceSettings, env: Environment): TraceRoute {
  const { url, decidedBy, problem } = route(settings, env);
  const others = [...PROTOCOLS, ...OTHERS, 'OTEL_SERVICE_NAME', CONTENT];
  return { url: url && withoutLogin(url), decidedBy, problem, alsoSet: others.filter((name) => env[name]) };
}

function route(settings: TraceSettings, env: Environment): Pick<TraceRoute, 'url' | 'decidedBy' | 'problem'> {
  const none = (decidedBy: string | null) => ({ url: null, decidedBy, problem: null });
  if (env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true') return none('OTEL_SDK_DISABLED');
  if (env['OTEL_TRACES_EXPORTER'] === 'none') return none('OTEL_TRACES_EXPORTER');
  const own = env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'];
  if (own) return named('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', own);
  const base = env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  if (base) return named('OTEL_EXPORTER_OTLP_ENDPOINT', forTraces(base));
  return settings.isOn ? { ...none(null), url: forTraces(settings.endpoint) } : none(null);
}

function named(variable: string, url: string): Pick<TraceRoute, 'url' | 'decidedBy' | 'problem'> {
  const isAddress = /^https?:$/.test(URL.parse(url)?.protocol ?? '');
  if (isAddress) return { url, decidedBy: variable, problem: null };
  return { url: null, decidedBy: variable, problem: `${variable} must begin with http:// or https://.` };
}

function forTraces(base: string): string {
  return `${base.replace(/\/+$/, '')}/v1/traces`;
}

function withoutLogin(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href;
}
