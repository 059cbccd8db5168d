import type { CodeExecutor } from '../sandbox/code-executor.ts';
import type { Tool } from '../tools/tool.ts';

/** Lets a model run Python that it writes into the call, each time in an empty folder. (AutoGen: PythonCodeExecutionTool) */
export function pythonCodeTool({ executor, description }: { executor: CodeExecutor; description: string }): Tool {
  return {
    schema: { name: 'CodeExecutor', description, parameters: PARAMETERS, strict: false },
    risk: executor.risk,
    async run({ code }, context) {
      if (typeof code !== 'string') return { content: 'The argument "code" must be a text.', isError: true };
      const { exit_code, output } = await executor.execute([{ language: 'python', code }], context, {});
      // Spaced as Python writes JSON.
      return { content: `{"success": ${exit_code === 0}, "output": ${JSON.stringify(output)}}`, isError: false };
    },
  };
}

const PARAMETERS = {
  type: 'object',
  properties: {
    code: { description: 'Python code to run; what it prints comes back.', title: 'Code', type: 'string' },
  },
  required: ['code'],
};
