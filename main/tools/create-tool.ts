import { calculatorTool, currentTimeTool, functionTool } from '../../shared/component/tools.ts';
import { AppError } from '../../shared/failure.ts';
import type { JsonObject } from '../../shared/json.ts';
import { calculator } from './calculator.ts';
import { createCurrentTime } from './current-time.ts';
import { parametersOfPython } from './python-signature.ts';
import type { Tool } from './tool.ts';
import { unavailableTool } from './unavailable-tool.ts';

/** A component that makes no tool: its provider is not built yet, or its config is not as the schema says. */
export class ToolConfigError extends AppError {
  readonly code = 'tool-config';
}

/**
 * Makes the tool of a component. `nowMs` is the clock of tools that tell the time.
 * @throws ToolConfigError for what the compiler refuses beforehand.
 */
export function createTool(component: { provider: string; config: JsonObject }, nowMs: () => number): Tool {
  switch (component.provider) {
    case calculatorTool.provider:
      return calculator;
    case currentTimeTool.provider:
      return createCurrentTime(nowMs);
    case functionTool.provider:
      return pythonTool(component.config);
    default:
      throw new ToolConfigError(`Troupe has no tool for "${component.provider}" yet.`);
  }
}

/** Known to the model with its true signature; running Python needs the sandbox. */
function pythonTool(config: JsonObject): Tool {
  const parsed = functionTool.config.safeParse(config);
  if (!parsed.success) throw new ToolConfigError(`A Python tool is not valid: ${parsed.error.message}`);
  const { name, description, source_code } = parsed.data;
  const parameters = parametersOfPython(source_code) ?? { type: 'object', properties: {}, required: [] };
  return unavailableTool(
    { name, description, parameters, strict: false },
    `The Python tool "${name}" cannot run here yet: Troupe has no sandbox for Python code. Go on without it.`,
  );
}
