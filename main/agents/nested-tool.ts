import { isChatMessage } from '../../shared/chat/chat-item.ts';
import { toModelText } from '../../shared/chat/text.ts';
import { trimmed } from '../../shared/chat/python-text.ts';
import type { ToolSchema } from '../../shared/chat/tool-schema.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Effects, Recorded } from '../core/effects.ts';
import { AgentFailureError, EffectFailedError } from '../core/errors.ts';
import type { History, Team } from '../core/participant.ts';
import type { ToolResult } from '../tools/tool.ts';
import { tolerant } from './tolerant-effects.ts';

/** What a nested run gave: the result for the model, and all that was said and done on the way. */
interface NestedResult extends ToolResult {
  readonly items: readonly Recorded[];
}

/**
 * An agent or a team as a tool: each call is a task for it, run under the door of the call. It remembers from call to call.
 * (AutoGen: AgentTool and TeamTool, section 3.7)
 */
export class NestedTool {
  schema: ToolSchema;
  readonly #runner: Team;
  readonly #onlyLast: boolean;
  #last: Promise<unknown> = Promise.resolve();

  /** `onlyLast`: the result is the last message, not the conversation. */
  constructor(options: { name: string; description: string; runner: Team; onlyLast: boolean }) {
    const { name, description, runner, onlyLast } = options;
    this.schema = { name, description, parameters: PARAMETERS, strict: true };
    this.#runner = runner;
    this.#onlyLast = onlyLast;
  }

  /** The same tool under another name. */
  called(name: string, description: string): this {
    this.schema = { ...this.schema, name, description };
    return this;
  }

  /** Calls of one runner wait for each other, in the order in which they were made. */
  call(args: JsonObject, effects: Effects): Promise<NestedResult> {
    const { task } = args;
    if (typeof task !== 'string') {
      return Promise.resolve({ content: 'The argument "task" must be a text.', isError: true, items: [] });
    }
    const result = this.#last.then(() => this.#run(task, effects));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #run(task: string, effects: Effects): Promise<NestedResult> {
    const messages = [{ type: 'TextMessage', source: 'user', content: task } as const];
    const heard: Recorded[] = [];
    const inside = tolerant(effects, (item) => void heard.push(item));
    try {
      const { items } = await this.#runner.run({ messages, outputTaskMessages: true }, inside);
      return { content: this.#told(items), isError: false, items };
    } catch (error) {
      if (!(error instanceof AgentFailureError || error instanceof EffectFailedError)) throw error;
      return { content: trimmed(error.message), isError: true, items: heard };
    }
  }

  #told(items: readonly Recorded[]): string {
    const said = items.flatMap(({ item }) => (isChatMessage(item) ? [item] : []));
    if (this.#onlyLast) return said.slice(-1).map(toModelText).join('');
    return said
      .filter(({ source }) => source !== 'user')
      .map((message) => `${message.source}: ${toModelText(message)}`)
      .join('\n\n');
  }

  checkpoint(): JsonObject {
    return this.#runner.checkpoint();
  }

  restore(checkpoint: JsonObject, history: History): void {
    this.#runner.restore(checkpoint, history);
  }
}

const PARAMETERS = {
  type: 'object',
  properties: { task: { description: 'What is to be done.', title: 'Task', type: 'string' } },
  required: ['task'],
  additionalProperties: false,
};
