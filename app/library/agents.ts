/**
 * `troupe/agents`: agents, and what they are made of.
 *
 * Settings have AutoGen's names and defaults; what is made here is component JSON, which `JSON.stringify` writes for AutoGen
 * as long as nothing live stands in it.
 */
import * as agents from '../../shared/component/agents.ts';
import { conversableAgent as conversable } from '../../shared/component/conversable-agent.ts';
import * as contexts from '../../shared/component/contexts.ts';
import * as executors from '../../shared/component/executors.ts';
import * as mcp from '../../shared/component/mcp.ts';
import { listMemory as notes } from '../../shared/component/memories.ts';
import { outputRule as rule } from '../../shared/component/output-rule.ts';
import { structuredMessageFactory } from '../../shared/component/structured-message.ts';
import * as tools from '../../shared/component/tools.ts';
import type { Tool } from '../../main/tools/tool.ts';
import { type Agent, component, type ComponentOf, maker, type Settings } from './component.ts';
import type { Model } from './models.ts';

export { functionAgent, type FunctionAgentOptions } from './function-agent.ts';
export { type ChatResult, type ChatSettings, initiateChat, initiateChats } from './initiate-chat.ts';
export { functionTool, type FunctionToolOptions } from './function-tool.ts';
export type { Agent, ComponentOf, Settings } from './component.ts';
export { InvalidComponentError } from './component.ts';

/** What a model may call: described, or a function of the program (`functionTool`). */
export type AnyTool = ComponentOf<'tool'> | Tool;
/** What an agent remembers of the conversation for its model. */
export type Context = ComponentOf<'chat_completion_context'>;

interface Remembers {
  readonly model_context?: Context;
}

/** Answers with a model and may call tools. */
export function assistantAgent(
  settings: Settings<typeof agents.assistantAgent> &
    Remembers & {
      readonly model_client: Model;
      readonly tools?: readonly AnyTool[];
      readonly workbench?: readonly ComponentOf<'workbench'>[];
      readonly memory?: readonly ComponentOf<'memory'>[];
      readonly structured_message_factory?: ComponentOf<'structured_message'>;
      readonly output_rules?: readonly ComponentOf<'output_rule'>[];
    },
): ComponentOf<'agent'> {
  return component(agents.assistantAgent, settings);
}

/** A person; what is asked is answered by `askPerson` of the run. */
export const userProxyAgent = maker(agents.userProxyAgent);

/** The all-rounder that AG2 users know. AutoGen has none of this name. */
export function conversableAgent(
  settings: Settings<typeof conversable> & {
    readonly model_client?: Model;
    readonly tools?: readonly AnyTool[];
    readonly code_executor?: ComponentOf<'code_executor'>;
    readonly nested_chats?: readonly ComponentOf<'agent'>[];
  },
): ComponentOf<'agent'> {
  return component(conversable, settings);
}

/** A team that answers as one agent. */
export function societyOfMindAgent(
  settings: Settings<typeof agents.societyOfMindAgent> &
    Remembers & { readonly team: ComponentOf<'team'>; readonly model_client: Model },
): ComponentOf<'agent'> {
  return component(agents.societyOfMindAgent, settings);
}

/** Lets only chosen messages through to the agent inside. */
export function messageFilterAgent(
  settings: Settings<typeof agents.messageFilterAgent> & { readonly wrapped_agent: Agent },
): ComponentOf<'agent'> {
  return component(agents.messageFilterAgent, settings);
}

/** Runs the code that others write, or with a model writes and runs its own; always in the sandbox. */
export function codeExecutorAgent(
  settings: Settings<typeof agents.codeExecutorAgent> &
    Remembers & { readonly code_executor: ComponentOf<'code_executor'>; readonly model_client?: Model },
): ComponentOf<'agent'> {
  return component(agents.codeExecutorAgent, settings);
}

/** Lets a model run Python that it writes, in a folder that goes on from call to call. */
export function pythonCodeExecutionTool(
  settings: Settings<typeof tools.pythonCodeExecutionTool> & { readonly executor: ComponentOf<'code_executor'> },
): ComponentOf<'tool'> {
  return component(tools.pythonCodeExecutionTool, settings);
}

/** An agent as a tool of another. */
export function agentTool(settings: Settings<typeof tools.agentTool> & { readonly agent: Agent }): ComponentOf<'tool'> {
  return component(tools.agentTool, settings);
}

/** A team as a tool of an agent. */
export function teamTool(
  settings: Settings<typeof tools.teamTool> & { readonly team: ComponentOf<'team'> },
): ComponentOf<'tool'> {
  return component(tools.teamTool, settings);
}

/** A Python function as AutoGen stores it (its FunctionTool): source and imports. It runs in the sandbox. */
export const pythonTool = maker(tools.functionTool);
/** A module of JavaScript or TypeScript in a text, whose default export the model calls. It runs in the sandbox. */
export const javaScriptTool = maker(tools.javaScriptTool);
/** Where code runs: without rights, with limits of time and memory. */
export const sandboxCodeExecutor = maker(executors.sandboxExecutor);
/** AutoGen's executor for this machine. Here its code runs in the sandbox too. */
export const localCommandLineCodeExecutor = maker(executors.localExecutor);
/** All tools of an MCP server, which is started by the first agent who needs it. `close` of the team ends it. */
export const mcpWorkbench = maker(mcp.mcpWorkbench);
/** The shape of an agent's answers, as a JSON Schema. */
export const structuredAnswer = maker(structuredMessageFactory);
/** What an agent's answers must be like: schema, pattern, length. A wrong one is asked for once more, then it fails. */
export const outputRule = maker(rule);
/** Notes that an agent always has in mind. */
export const listMemory = maker(notes);
/** The model reads the whole conversation. */
export const unboundedContext = maker(contexts.unboundedContext);
/** The model reads the last messages only. */
export const bufferedContext = maker(contexts.bufferedContext);
/** The model reads the first and the last messages. */
export const headAndTailContext = maker(contexts.headAndTailContext);

/** The model reads as much as fits a number of tokens. */
export function tokenLimitedContext(
  settings: Settings<typeof contexts.tokenLimitedContext> & { readonly model_client: Model },
): Context {
  return component(contexts.tokenLimitedContext, settings);
}
