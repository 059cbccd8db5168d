import type { CodeExecutor } from '../sandbox/code-executor.ts';
import type { Tool } from '../tools/tool.ts';

/** Lets a model run Python that it writes into the call, each time in an empty folder. (AutoGen: PythonCodeExecutionTool) */
export function pythonCodeTool({ executor, description }: { executor: CodeExecutor; description: string }): Tool {
  return {
    schema: { name: 'CodeExecutor', description, parameters: PARAMETERS, strict: false },
    risk: executor.risk,
    async run({ code }, context) {
      if (typeof code !== 'string') return { content: 'The argument "code" must be a text.', isError: true };
      // Like AutoGen's, the result is what was printed alone: a program that failed says so itself.
      const { output } = await executor.execute([{ language: 'python', code }], context, {});
      return { content: output, isError: false };
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
