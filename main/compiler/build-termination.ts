import * as z from 'zod';
import { ComponentModel } from '../../shared/component/envelope.ts';
import { findDefinition } from '../../shared/component/registry.ts';
import { maxMessageTermination } from '../../shared/component/terminations.ts';
import { allOf, anyOf } from '../teams/termination/combined.ts';
import { maxMessage, stopMessage, textMention } from '../teams/termination/conditions.ts';
import { type ExternalTermination, externalTermination } from '../teams/termination/external.ts';
import type { TerminationCondition } from '../teams/termination/termination-condition.ts';
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
      throw new NotBuildableError(component, 'a stop rule');
  }
}
