import { calculatorTool, currentTimeTool, functionTool, javaScriptTool } from '../../shared/component/tools.ts';
import { AppError } from '../../shared/failure.ts';
import type { JsonObject } from '../../shared/json.ts';
import { calculator } from './calculator.ts';
import { createCurrentTime } from './current-time.ts';
import type { FunctionCaller } from './function-caller.ts';
import { javascriptTool } from './javascript-tool.ts';
import { pythonTool } from './python-tool.ts';
import type { Tool } from './tool.ts';

/** A component that makes no tool: its provider is not built yet, or its config is not as the schema says. */
export class ToolConfigError extends AppError {
  readonly code = 'tool-config';
}

/**
 * Makes the tool of a component. `nowMs` is the clock of tools that tell the time, `functions` runs those that are code.
 * @throws ToolConfigError for what the compiler refuses beforehand.
 */
export function createTool(
  component: { provider: string; config: JsonObject },
  nowMs: () => number,
  functions?: FunctionCaller,
): Tool {
  switch (component.provider) {
    case calculatorTool.provider:
      return calculator;
    case currentTimeTool.provider:
      return createCurrentTime(nowMs);
    case functionTool.provider:
      return createPythonTool(component.config, functions);
    case javaScriptTool.provider:
      return createJavaScriptTool(component.config, functions);
    default:
      throw new ToolConfigError(`Troupe has no tool for "${component.provider}" yet.`);
  }
}

/** Known to the model with its true signature, also where nothing runs it. */
function createPythonTool(config: JsonObject, functions: FunctionCaller = NO_FUNCTIONS): Tool {
  const parsed = functionTool.config.safeParse(config);
  if (!parsed.success) throw new ToolConfigError(`A Python tool is not valid: ${parsed.error.message}`);
  return pythonTool(parsed.data, functions);
}

function createJavaScriptTool(config: JsonObject, functions: FunctionCaller = NO_FUNCTIONS): Tool {
  const parsed = javaScriptTool.config.safeParse(config);
  if (!parsed.success) throw new ToolConfigError(`A JavaScript tool is not valid: ${parsed.error.message}`);
  return javascriptTool(parsed.data, functions);
}

const NO_FUNCTIONS: FunctionCaller = {
  call: async ({ name }) => ({
    content: `Error: The tool "${name}" cannot run here: this program has no sandbox for code. Go on without it.`,
    isError: true,
  }),
};
