import { expect, it } from 'vitest';
import { httpTool } from '../../shared/component/tools.ts';
import { checkComponent } from './check-component.ts';

it.each([
  ['api.example.org', []],
  ['[2001:db8::1]', []],
  [
    'https://example.org',
    [
      'warning | $.config.host | The tool "look_up" calls "https://example.org:443", which is no address of the web. Name a host alone, such as api.example.org.',
    ],
  ],
])('says where an HTTP tool calls no host: %s', (host, told) => {
  const config = { ...httpTool.initialConfig, host };
  const issues = checkComponent({ provider: httpTool.provider, component_type: 'tool', version: 1, config });
  expect(issues.map(({ severity, path, message }) => `${severity} | ${path} | ${message}`)).toEqual(told);
});
