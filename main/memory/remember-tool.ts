import type { ToolSchema } from '../../shared/chat/tool-schema.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Effects } from '../core/effects.ts';
import { EffectFailedError } from '../core/errors.ts';
import type { Memory } from './memory.ts';

/** Its name. */
export const REMEMBER = 'remember';
const MOST_CHARACTERS = 20_000;

/** The tool by which an agent adds to its memories. Each call is a step of each memory, not one of its own. */
export class RememberTool {
  readonly schema: ToolSchema = {
    name: REMEMBER,
    description:
      'Keeps a fact for later, in words that can be understood without this conversation. What was kept and fits is ' +
      'told to you at the beginning of a turn.',
    parameters: {
      type: 'object',
      properties: { fact: { description: 'What to remember.', title: 'Fact', type: 'string' } },
      required: ['fact'],
      additionalProperties: false,
    },
    strict: false,
  };
  readonly #memories: readonly Memory[];
  readonly #agent: string;

  constructor(memories: readonly Memory[], agent: string) {
    this.#memories = memories;
    this.#agent = agent;
  }

  async call({ fact }: JsonObject, effects: Effects): Promise<{ content: string; isError: boolean }> {
    if (typeof fact !== 'string' || fact.trim() === '') {
      return { content: 'The argument "fact" must be a text.', isError: true };
    }
    if (fact.length > MOST_CHARACTERS) {
      const content = `A fact has at most ${MOST_CHARACTERS} characters. Remember what matters of it.`;
      return { content, isError: true };
    }
    try {
      for (const memory of this.#memories) {
        await memory.add({ content: fact, mime_type: 'text/plain' }, this.#agent, effects);
      }
    } catch (error) {
      if (!(error instanceof EffectFailedError)) throw error;
      return { content: `It could not be remembered. ${error.message}`, isError: true };
    }
    return { content: 'Remembered.', isError: false };
  }
}
