import type * as z from 'zod';
import type { functionTool } from '../../shared/component/tools.ts';
import { digestJson } from '../core/digest.ts';
import type { FunctionCaller } from './function-caller.ts';
import { importStatement } from './python-imports.ts';
import { parametersOfPython } from './python-signature.ts';
import type { Tool } from './tool.ts';

type FunctionConfig = z.infer<typeof functionTool.config>;

/** A Python function of a document, as AutoGen stores it, run by `caller`. (AutoGen: FunctionTool) */
export function pythonTool(config: FunctionConfig, caller: FunctionCaller): Tool {
  const { name, description, source_code: source } = config;
  const imports = config.global_imports.map(importStatement);
  const parameters = parametersOfPython(source) ?? { type: 'object', properties: {}, required: [] };
  return {
    schema: { name, description, parameters, strict: false },
    risk: 'sandboxed',
    identity: digestJson({ source, imports }),
    run: async (args, { signal }) => {
      const { content, isError } = await caller.call({ language: 'python', source, name, imports, args }, { signal });
      return { content, isError };
    },
  };
}
