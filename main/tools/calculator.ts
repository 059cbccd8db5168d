import * as z from 'zod';
import { evaluate } from './arithmetic.ts';
import type { Tool } from './tool.ts';

const Arguments = z.object({ expression: z.string() });

/** Works out an arithmetic expression. */
export const calculator: Tool = {
  schema: {
    name: 'calculator',
    description:
      'Works out an arithmetic expression. Knows + - * / % ^, parentheses, sqrt, abs, round, floor, ceil, min, max, ' +
      'sin, cos, tan, log (base 10), ln, exp, pi and e.',
    parameters: {
      type: 'object',
      properties: { expression: { type: 'string', description: 'For example (3 + 4) * 2^0.5' } },
      required: ['expression'],
      additionalProperties: false,
    },
    strict: false,
  },
  risk: 'none',
  async run(args) {
    const parsed = Arguments.safeParse(args);
    if (!parsed.success) return { content: 'Error: "expression" must be a text.', isError: true };
    const { expression } = parsed.data;
    const result = evaluate(expression);
    if (result.ok) return { content: format(result.value), isError: false };
    return { content: `Error: "${shorten(expression)}" cannot be worked out: ${result.problem}.`, isError: true };
  },
};

/** Fifteen digits are what a fraction really holds: 0.1 + 0.2 is 0.3. */
function format(value: number): string {
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(15)));
}

function shorten(expression: string): string {
  return expression.length > 80 ? `${expression.slice(0, 80)}…` : expression;
}
