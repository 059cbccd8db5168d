/**
 * `troupe/core`: a team as a program runs it, and the actor runtime below.
 *
 *     const team = createTeam(roundRobinGroupChat({ participants: [writer, critic], max_turns: 4 }));
 *     const { messages } = await team.run('Write a poem.', { onToken: (text) => process.stdout.write(text) });
 */
export { createTeam, InvalidTeamError, loadTeam } from './create-team.ts';
export { type Task, TeamHandle } from './team-handle.ts';
export type { RunControls, RunOptions, TaskResult, TokenPlace } from './run-options.ts';

export type { ChatItem } from '../../shared/chat/chat-item.ts';
export type { AgentEvent } from '../../shared/chat/agent-event.ts';
export type { ChatMessage } from '../../shared/chat/chat-message.ts';
export type { RunEvent } from '../../shared/run/event.ts';
export { toText } from '../../shared/chat/text.ts';
export { dumpItem } from '../../shared/chat/dump.ts';

export type { Effects, ItemDraft, MessageDraft, Recorded, StepRequest } from '../../main/core/effects.ts';
export type { AgentResponse, ChatAgent } from '../../main/core/participant.ts';

export { agentId, topicId, type AgentId, type TopicId } from '../../main/core/agent-id.ts';
export type { Agent, AgentRuntime, MessageContext } from '../../main/core/agent-runtime.ts';
export { InProcessRuntime } from '../../main/core/in-process-runtime.ts';
export { DROP, type InterceptionHandler } from '../../main/core/interception.ts';
export { TypePrefixSubscription, TypeSubscription } from '../../main/core/subscription.ts';
export * from '../../main/core/errors.ts';
