import { describe, expect, it } from 'vitest';
import { createTool } from './create-tool.ts';
import { neverAborted } from './tool-context.fixture.ts';

/** The tool of AutoGen Studio's sample team. */
const source = `def calculator(a: float, b: float, operator: str) -> str:
    try:
        if operator == "+":
            return str(a + b)
    except Exception as e:
        return f"Error: {str(e)}"
`;
const python = {
  provider: 'autogen_core.tools.FunctionTool',
  config: {
    source_code: source,
    name: 'calculator',
    description: 'A simple calculator',
    global_imports: [],
    has_cancellation_support: false,
  },
};

describe('createTool', () => {
  it('makes the built-in tools', async () => {
    const [calculator, time] = ['troupe.tools.Calculator', 'troupe.tools.CurrentTime'].map((provider) =>
      createTool({ provider, config: {} }, () => 0),
    );
    expect(await calculator?.run({ expression: '6 * 7' }, neverAborted)).toEqual({ content: '42', isError: false });
    expect(await time?.run({ time_zone: 'UTC' }, neverAborted)).toEqual({
      content: 'Thursday, 1970-01-01 00:00:00 UTC (UTC+00:00)',
      isError: false,
    });
  });

  it('offers a Python tool with its true signature and says that it cannot run', async () => {
    const tool = createTool(python, () => 0);
    expect(tool.schema).toEqual({
      name: 'calculator',
      description: 'A simple calculator',
      parameters: {
        type: 'object',
        properties: {
          a: { type: 'number', title: 'A', description: 'a' },
          b: { type: 'number', title: 'B', description: 'b' },
          operator: { type: 'string', title: 'Operator', description: 'operator' },
        },
        required: ['a', 'b', 'operator'],
        additionalProperties: false,
      },
      strict: false,
    });
    expect(await tool.run({ a: 1, b: 2, operator: '+' }, neverAborted)).toEqual({
      content: 'Error: The tool "calculator" cannot run here: this program has no sandbox for code. Go on without it.',
      isError: true,
    });
  });

  it('refuses what it does not know', () => {
    expect(() => createTool({ provider: 'my.Tool', config: {} }, () => 0)).toThrow('no tool for "my.Tool"');
    expect(() => createTool({ ...python, config: {} }, () => 0)).toThrow('not valid');
  });
});
