import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import { toModelMessage } from '../../shared/chat/text.ts';
import type { Effects, Recorded } from '../core/effects.ts';
import { AgentFailureError } from '../core/errors.ts';
import type { ModelClient } from '../models/model-client.ts';
import { askModel } from './ask-model.ts';
import { viewOf } from './context/context-view.ts';

/** Puts a conversation into words with a model. (AG2: reflection_with_llm) */
export function modelSummary({
  client,
  agent,
  prompt = PROMPT,
}: {
  client: ModelClient;
  agent: string;
  prompt?: string;
}) {
  return async (said: readonly Recorded<ChatMessage>[], effects: Effects): Promise<string> => {
    const question = { content: prompt, source: 'user', type: 'UserMessage' } as const;
    const { value } = await askModel(effects, {
      agent,
      client,
      system: undefined,
      view: viewOf([...said.map(({ item }) => toModelMessage(item)), question]),
      tools: [],
      toolChoice: 'none',
      messageId: effects.newId(),
      keepChunks: false,
    });
    if (typeof value.content === 'string') return value.content;
    throw new AgentFailureError(`A summary for "${agent}" was asked for in words, but its model called tools.`);
  };
}

const PROMPT = 'Say in a few sentences what came of this conversation. Leave out who said it and every introduction.';
