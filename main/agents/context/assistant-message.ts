import type { AssistantMessage, CreateResult } from '../../../shared/chat/llm-message.ts';

/** What a model's answer becomes in the context of the agent that asked. */
export function assistantMessage(result: CreateResult, agent: string): AssistantMessage {
  return { content: result.content, thought: result.thought ?? null, source: agent, type: 'AssistantMessage' };
}
