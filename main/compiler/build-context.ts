import { ComponentModel } from '../../shared/component/envelope.ts';
import type { LLMMessage } from '../../shared/chat/llm-message.ts';
import { ToolSchema } from '../../shared/chat/tool-schema.ts';
import {
  bufferedContext,
  headAndTailContext,
  tokenLimitedContext,
  unboundedContext,
} from '../../shared/component/contexts.ts';
import { findDefinition } from '../../shared/component/registry.ts';
import { type ContextWindow, ModelContext } from '../agents/context/model-context.ts';
import { estimatedSchemaTokens } from '../../shared/chat/estimate-tokens.ts';
import { countedWords, estimatedTokens } from '../agents/context/token-counter.ts';
import { withinTokens } from '../agents/context/token-window.ts';
import { headAndTail, lastMessages } from '../agents/context/windows.ts';
import { tokenLimit } from '../models/token-limit.ts';
import { type BuildPorts, NotBuildableError } from './build-ports.ts';

/** Makes a model context; without a component, one that shows everything. */
export function buildContext(component: ComponentModel | null | undefined, ports: BuildPorts): ModelContext {
  if (component === undefined || component === null) return new ModelContext();
  switch (findDefinition(component.provider)?.provider) {
    case unboundedContext.provider:
      return new ModelContext(firstMessages(unboundedContext.config.parse(component.config)));
    case bufferedContext.provider: {
      const config = bufferedContext.config.parse(component.config);
      return new ModelContext({ window: lastMessages(config.buffer_size), ...firstMessages(config) });
    }
    case headAndTailContext.provider: {
      const config = headAndTailContext.config.parse(component.config);
      return new ModelContext({ window: headAndTail(config.head_size, config.tail_size), ...firstMessages(config) });
    }
    case tokenLimitedContext.provider: {
      const config = tokenLimitedContext.config.parse(component.config);
      return new ModelContext({ window: tokenWindow(component, ports), ...firstMessages(config) });
    }
    default:
      throw new NotBuildableError(component, 'a model context');
  }
}

/**
 * The model of such a context is never asked: it only says how tokens are counted and how many there may be. Where it is
 * scripted, messages are left out as in AutoGen.
 */
function tokenWindow({ config }: ComponentModel, ports: BuildPorts): ContextWindow {
  const { token_limit, tool_schema } = tokenLimitedContext.config.parse(config);
  const client = ports.createModelClient(ComponentModel.parse(config['model_client']));
  if (!client.live) {
    return withinTokens({ limit: token_limit ?? Number.POSITIVE_INFINITY, count: countedWords, keepsPairs: false });
  }
  const tools = estimatedSchemaTokens((tool_schema ?? []).map((tool) => ToolSchema.parse(tool)));
  const limit = (token_limit ?? tokenLimit(client.info.family)) - tools;
  return withinTokens({ limit, count: estimatedTokens, keepsPairs: true });
}

function firstMessages(config: { initial_messages?: readonly LLMMessage[] | null | undefined }): {
  initial?: readonly LLMMessage[];
} {
  return config.initial_messages ? { initial: config.initial_messages } : {};
}
