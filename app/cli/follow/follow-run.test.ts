import { expect, it } from 'vitest';
import type { RunOutcome } from '../../../main/runs/run-service.ts';
import { RunId } from '../../../shared/ids.ts';
import { ConsoleOutput } from './console-output.ts';
import { followRun } from './follow-run.ts';
import { HoldAnswers } from './hold-answers.ts';
import { jsonlOutput } from './jsonl-output.ts';
import type { RunOutput } from './run-output.ts';

const lines = { ask: () => Promise.resolve(undefined), close: () => undefined };
const answers = new HoldAnswers({
  lines,
  say: () => {},
  control: () => {},
  park: () => {},
  debug: undefined,
  budget: undefined,
  isPerson: false,
});

/** The last that is said of a run that is parked without a word of its own. */
async function lastWords(problem: string | null, outputTo: (write: (text: string) => void) => RunOutput) {
  const outcome: RunOutcome = { type: 'parked', waitingFor: null, problem };
  const service = { watch: async function* () {}, settled: () => Promise.resolve(outcome) };
  let out = '';
  const output = outputTo((text) => (out += text));
  expect(await followRun({ service, run: RunId.parse('run-1'), after: 0, output, answers })).toBe(outcome);
  return out;
}

it('tells a run that waits from one that went wrong', async () => {
  expect(await lastWords(null, jsonlOutput)).toBe('{"type":"Waiting","run":"run-1","for":null}\n');
  expect(await lastWords('The disk is full.', jsonlOutput)).toBe('{"type":"Error","message":"The disk is full."}\n');
});

it('says in words how to go on with a run that went wrong', async () => {
  const console = (write: (text: string) => void) => new ConsoleOutput({ write, isLive: false, bold: (name) => name });
  expect(await lastWords('The disk is full.', console)).toBe(
    '\nThe run is cut off here. Go on with: troupe resume run-1\n',
  );
});
