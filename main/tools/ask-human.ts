import * as z from 'zod';
import { wordsOfSaid } from '../../shared/chat/attachment.ts';
import { askHumanTool as definition } from '../../shared/component/person-tools.ts';
import type { JsonObject } from '../../shared/json.ts';
import { checkedTool, textResult } from './checked-tool.ts';
import type { Tool } from './tool.ts';

const Arguments = z.object({ question: z.string().min(1).describe('What you want to know, in one or two sentences.') });

/** Lets a model ask a person. The run waits for the answer, for days if need be. */
export function askHumanTool(config: JsonObject): Tool {
  const { who } = definition.config.parse(config);
  return checkedTool({
    name: 'ask_human',
    description: 'Asks a person, and waits for the answer. Use it when only a person can know or decide.',
    risk: 'none',
    parameters: Arguments,
    run: async ({ question }, { askPerson }) =>
      textResult(wordsOfSaid(await askPerson({ prompt: question, agent: who }))),
  });
}
