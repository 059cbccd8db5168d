import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { calculator } from './calculator.ts';
import { neverAborted } from './tool-context.fixture.ts';

async function run(args: JsonObject): Promise<unknown> {
  return calculator.run(args, neverAborted);
}

describe('calculator', () => {
  it.each([
    ['1 + 2 * 3', '7'],
    ['(1 + 2) * 3', '9'],
    ['8 - 3 - 2', '3'],
    ['16 / 4 / 2', '2'],
    ['0.1 + 0.2', '0.3'],
    ['-2^2', '-4'],
    ['(-2)^2', '4'],
    ['2^3^2', '512'],
    ['2^-1', '0.5'],
    ['2 ** 10', '1024'],
    ['--3', '3'],
    ['+3 - -3', '6'],
    ['-7 % 3', '2'],
    ['7 % -3', '-2'],
    ['7.5 % 2', '1.5'],
    ['1e3 + .5', '1000.5'],
    ['1.5E-2', '0.015'],
    ['3 × 4 ÷ 2 − 1', '5'],
    ['sqrt(16) + abs(-3)', '7'],
    ['round(2.567, 2) + round(2.5)', '5.57'],
    ['floor(2.7) + ceil(2.1)', '5'],
    ['min(3, 1, 2) + max(4, 5)', '6'],
    ['sin(0) + cos(0) + tan(0)', '1'],
    ['log(1000) + log(8, 2) + ln(e) + exp(0)', '8'],
    ['PI', '3.14159265358979'],
    ['2^53', '9007199254740992'],
  ])('works out %s', async (expression, content) => {
    expect(await run({ expression })).toEqual({ content, isError: false });
  });

  it.each([
    ['', 'the expression is empty'],
    ['1 / 0', 'division by zero'],
    ['1 % 0', 'remainder of a division by zero'],
    ['2 +', 'it ends too early'],
    ['(1 + 2', '")" was expected at the end'],
    ['1 2', '"2" was not expected there'],
    ['3 € 4', '"€" was not expected there'],
    ['* 3', '"*" was not expected there'],
    ['sqrt(-1)', 'sqrt(-1) is not a real number'],
    ['sqrt(1, 2)', 'sqrt does not take 2 arguments'],
    ['sqrt 4', '"(" was expected before "4"'],
    ['10^400', 'the result is not a finite number'],
    ['(-8)^0.5', 'the result is not a finite number'],
    ['1.2.3', '".3" was not expected there'],
  ])('says why it cannot work out %j', async (expression, problem) => {
    const content = `Error: "${expression}" cannot be worked out: ${problem}.`;
    expect(await run({ expression })).toEqual({ content, isError: true });
  });

  it('names what it knows when asked for something else', async () => {
    const result = await run({ expression: 'constructor(1)' });
    expect(result).toMatchObject({ isError: true, content: expect.stringContaining('there are sqrt, abs') as string });
  });

  it.each(['(', '-'])('survives thousands of %s', async (sign) => {
    expect(await run({ expression: sign.repeat(1999) })).toMatchObject({ isError: true });
    expect(await run({ expression: sign.repeat(100_000) })).toMatchObject({ isError: true });
  });

  it('says what it wants when the arguments are others', async () => {
    expect(await run({ expr: 1 })).toEqual({ content: 'Error: "expression" must be a text.', isError: true });
  });
});
