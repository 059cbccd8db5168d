import { KeptFolder } from '../core/kept-folder.ts';
import type { CodeExecutor } from '../sandbox/code-executor.ts';
import type { Tool } from '../tools/tool.ts';

/**
 * Lets a model run Python that it writes into the call, in a folder that goes on from call to call. Calls of one answer
 * begin with the same folder, and of two that write one file the later outcome counts. (AutoGen: PythonCodeExecutionTool)
 */
export function pythonCodeTool({ executor, description }: { executor: CodeExecutor; description: string }): Tool {
  const folder = new KeptFolder();
  return {
    schema: { name: 'CodeExecutor', description, parameters: PARAMETERS, strict: false },
    risk: executor.risk,
    folder,
    async run({ code }, context) {
      if (typeof code !== 'string') return { content: 'The argument "code" must be a text.', isError: true };
      const { output, files } = await executor.execute([{ language: 'python', code }], context, folder.files);
      // Like AutoGen's, the result is what was printed alone: a program that failed says so itself.
      return { content: output, isError: false, ...(files !== undefined && { files }) };
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
