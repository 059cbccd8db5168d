import { expect, it } from 'vitest';
import { parseCommand } from './parse-command.ts';
import { UsageError } from './usage-error.ts';

const parse = (line: string): unknown => parseCommand(line.split(' ').filter((word) => word !== ''));

it('understands each command', () => {
  const served = { port: undefined, open: true, data: undefined };
  const shown = { jsonl: false, debug: false, data: undefined };
  expect([
    parse(''),
    parse('team.json --port 0 --no-open'),
    parse('serve --data /tmp/d --dev'),
    parse('run team.json --task Hello --jsonl --debug --hold-on-loop --model ollama:llama3.2 --unknown-prices hold'),
    parse(
      'run a.json --task t --attach a.png --attach b.txt --state in.json --save-state out.json --max-cost 0.5 --approve read',
    ),
    parse('run --replay r-1 team.json'),
    parse('resume r-1 --jsonl --save-state out.json --model ollama:llama3.2 --unknown-prices pass'),
    parse('runs'),
    parse('runs list --data d'),
    parse('runs show r-1'),
    parse('runs export r-1'),
    parse('validate team.json --json'),
    parse('export team.json --to autogen -o out.json --repair'),
    parse('memory'),
    parse('memory show notes'),
    parse('memory index notes a b --embedding offline'),
    parse('doctor'),
    parse('--version'),
    parse('run --help'),
  ]).toEqual([
    { type: 'open', file: undefined, ...served },
    { type: 'open', file: 'team.json', ...served, port: 0, open: false },
    { type: 'serve', ...served, data: '/tmp/d', dev: true },
    {
      type: 'run',
      file: 'team.json',
      task: 'Hello',
      attach: [],
      jsonl: true,
      debug: true,
      data: undefined,
      model: 'ollama:llama3.2',
      state: undefined,
      saveState: undefined,
      holdOnLoop: true,
      limits: {},
      unknownPrices: 'hold',
      approve: undefined,
    },
    {
      type: 'run',
      file: 'a.json',
      task: 't',
      attach: ['a.png', 'b.txt'],
      ...shown,
      model: undefined,
      state: 'in.json',
      saveState: 'out.json',
      holdOnLoop: false,
      limits: { costUsd: 0.5 },
      unknownPrices: undefined,
      approve: 'read',
    },
    { type: 'replay', run: 'r-1', file: 'team.json', ...shown },
    {
      type: 'resume',
      run: 'r-1',
      ...shown,
      jsonl: true,
      model: 'ollama:llama3.2',
      saveState: 'out.json',
      limits: {},
      unknownPrices: 'count-as-zero',
      approve: undefined,
    },
    { type: 'runs-list', data: undefined },
    { type: 'runs-list', data: 'd' },
    { type: 'runs-show', run: 'r-1', data: undefined },
    { type: 'runs-export', run: 'r-1', data: undefined },
    { type: 'validate', file: 'team.json', json: true },
    { type: 'export', file: 'team.json', to: 'autogen', out: 'out.json', repair: true },
    { type: 'memory', action: 'list', data: undefined },
    { type: 'memory', action: 'show', space: 'notes', data: undefined },
    { type: 'memory', action: 'index', space: 'notes', paths: ['a', 'b'], embedding: 'offline', data: undefined },
    { type: 'doctor', data: undefined },
    { type: 'version' },
    { type: 'help' },
  ]);
});

it.each([
  ['run team.json', '"troupe run" needs a task: troupe run FILE --task TEXT.'],
  ['run --task Hello', '"troupe run" needs a FILE: troupe run FILE --task TEXT.'],
  ['run a.json --task Hello world', '"world" is one argument too many for "run". Put quotes around text with spaces.'],
  ['run a.json --task t --max-cost none', '--max-cost is "none": expected US dollars above 0, for example 0.50.'],
  ['run a.json --task t --approve some', '--approve is "some": expected sandboxed, memory, read or all.'],
  ['run a.json --replay r-1 --state s.json', '--state is for a new run; a replay has its own in its log.'],
  ['run --replay r-1 --debug', '--debug holds a run that lives; a replay only tells what happened.'],
  ['run --replay r-1 --hold-on-loop', '--hold-on-loop holds a run that lives; a replay only tells what happened.'],
  ['run a.json --task', "Option '--task <value>' argument missing"],
  ['run a.json --tusk t', "Unknown option '--tusk'"],
  ['serve --port http', '--port is "http": expected a number from 0 to 65535.'],
  ['serve --port 70000', '--port is "70000": expected a number from 0 to 65535.'],
  ['serve team.json', '"team.json" is one argument too many for "serve".'],
  ['runs delete r-1', '"troupe runs delete r-1" is not known: expected list, show RUN, export RUN or files RUN.'],
  ['runs show', '"troupe runs show" needs a RUN.'],
  ['validate', '"troupe validate" needs a FILE.'],
  ['export a.json', '--to is missing: expected autogen or document.'],
  ['export a.json --to xml', '--to is "xml": expected autogen or document.'],
  ['export a.json --to python', '--to python is not there yet.'],
  ['test a.json', '"troupe test" is not there yet: it comes with saved recordings.'],
])('refuses "troupe %s"', (line, message) => {
  expect(() => parse(line)).toThrow(UsageError);
  expect(() => parse(line)).toThrow(message);
});
