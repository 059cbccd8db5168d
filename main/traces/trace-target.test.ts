import { expect, it } from 'vitest';
import { traceDefaults } from '../../shared/settings/trace-settings.ts';
import { traceRoute, traceTarget } from './trace-target.ts';

const on = { ...traceDefaults, isOn: true };
const URL = 'http://localhost:4318/v1/traces';

it.each([
  ['nobody asked', traceDefaults, {}, null, null],
  ['the settings say so', on, {}, URL, null],
  [
    'a variable names a receiver',
    traceDefaults,
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://a:b@x.example/' },
    'https://x.example/v1/traces',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
  ],
  [
    'one names it for traces',
    on,
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://y.example', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://x.example/t' },
    'https://x.example/t',
    'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
  ],
  ['a variable wants none', on, { OTEL_TRACES_EXPORTER: 'none' }, null, 'OTEL_TRACES_EXPORTER'],
  [
    'a variable switches all off',
    on,
    { OTEL_SDK_DISABLED: 'TRUE', OTEL_EXPORTER_OTLP_ENDPOINT: 'https://x.example' },
    null,
    'OTEL_SDK_DISABLED',
  ],
])('traces go where they shall: %s', (_what, settings, env, url, decidedBy) => {
  expect(traceRoute(settings, env)).toEqual({ url, decidedBy, problem: null, alsoSet: [] });
});

it('names the other variables that count, and none of their values', () => {
  const env = { OTEL_EXPORTER_OTLP_HEADERS: 'key=s3cret', OTEL_SERVICE_NAME: 'mine', OTEL_LOG_LEVEL: 'debug' };
  expect(traceRoute(on, env)).toEqual({
    url: URL,
    decidedBy: null,
    problem: null,
    alsoSet: ['OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_SERVICE_NAME'],
  });
});

it('says which variable holds no address, and sends nothing', () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' };
  const problem = 'OTEL_EXPORTER_OTLP_ENDPOINT must begin with http:// or https://.';
  expect(traceRoute(on, env)).toMatchObject({ url: null, decidedBy: 'OTEL_EXPORTER_OTLP_ENDPOINT', problem });
  expect(() => traceTarget(on, env)).toThrow(problem);
});
