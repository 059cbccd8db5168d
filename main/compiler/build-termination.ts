import * as z from 'zod';
import { ComponentModel } from '../../shared/component/envelope.ts';
import { findDefinition } from '../../shared/component/registry.ts';
import {
  functionCallTermination,
  handoffTermination,
  maxMessageTermination,
  sourceMatchTermination,
  textMessageTermination,
  timeoutTermination,
  tokenUsageTermination,
} from '../../shared/component/terminations.ts';
import { allOf, anyOf } from '../teams/termination/combined.ts';
import {
  functionCall,
  handoffTo,
  maxMessage,
  sourceMatch,
  stopMessage,
  textMention,
  textMessage,
} from '../teams/termination/conditions.ts';
import { type ExternalTermination, externalTermination } from '../teams/termination/external.ts';
import type { TerminationCondition } from '../teams/termination/termination-condition.ts';
import { timeout } from '../teams/termination/timeout.ts';
import { tokenUsage } from '../teams/termination/token-usage.ts';
import { NotBuildableError } from './build-ports.ts';

const Children = z.object({ conditions: z.array(ComponentModel) });
const TextMention = z.object({ text: z.string(), sources: z.array(z.string()).nullish() });

/** Makes a condition with its children; every ExternalTermination among them is also put into `externals`. */
export function buildTermination(component: ComponentModel, externals: ExternalTermination[]): TerminationCondition {
  const { config } = component;
  const children = (): TerminationCondition[] =>
    Children.parse(config).conditions.map((child) => buildTermination(child, externals));
  switch (findDefinition(component.provider)?.provider) {
    case 'autogen_agentchat.conditions.MaxMessageTermination': {
      const { max_messages, include_agent_event } = maxMessageTermination.config.parse(config);
      return maxMessage({ maxMessages: max_messages, includeAgentEvent: include_agent_event });
    }
    case 'autogen_agentchat.conditions.TextMentionTermination': {
      const { text, sources } = TextMention.parse(config);
      return textMention(sources ? { text, sources } : { text });
    }
    case 'autogen_agentchat.conditions.StopMessageTermination':
      return stopMessage();
    case 'autogen_agentchat.conditions.ExternalTermination': {
      const external = externalTermination();
      externals.push(external);
      return external;
    }
    case 'autogen_agentchat.base.AndTerminationCondition':
      return allOf(children());
    case 'autogen_agentchat.base.OrTerminationCondition':
      return anyOf(children());
    default:
      return buildSimple(component);
  }
}

/** A condition without children that watches what is said, used and done. */
function buildSimple(component: ComponentModel): TerminationCondition {
  const { config } = component;
  switch (findDefinition(component.provider)?.provider) {
    case tokenUsageTermination.provider: {
      const own = tokenUsageTermination.config.parse(config);
      return tokenUsage({
        total: own.max_total_token ?? undefined,
        prompt: own.max_prompt_token ?? undefined,
        completion: own.max_completion_token ?? undefined,
      });
    }
    case handoffTermination.provider:
      return handoffTo(handoffTermination.config.parse(config));
    case timeoutTermination.provider:
      return timeout({ seconds: timeoutTermination.config.parse(config).timeout_seconds });
    case sourceMatchTermination.provider:
      return sourceMatch(sourceMatchTermination.config.parse(config));
    case textMessageTermination.provider: {
      const { source } = textMessageTermination.config.parse(config);
      return textMessage(source ? { source } : {});
    }
    case functionCallTermination.provider:
      return functionCall({ name: functionCallTermination.config.parse(config).function_name });
    default:
      throw new NotBuildableError(component, 'a stop rule');
  }
}
