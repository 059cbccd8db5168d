import type { AssistantMessage, CreateResult } from '../../../shared/chat/llm-message.ts';

/** What a model's answer becomes in the context of the agent that asked. */
export function assistantMessage(result: CreateResult, agent: string): AssistantMessage {
  const { content, thought, continuation } = result;
  const message: AssistantMessage = { content, thought: thought ?? null, source: agent, type: 'AssistantMessage' };
  return continuation === undefined ? message : { ...message, continuation };
}
