import * as z from 'zod';
import { ComponentModel } from '../../shared/component/envelope.ts';
import { selectorGroupChat } from '../../shared/component/teams.ts';
import { itemsOfChatMessage } from '../agents/context/context-item.ts';
import { selector, type SelectorOptions } from '../teams/selector.ts';
import { buildContext } from './build-context.ts';
import { buildPatternModel } from './build-pattern-model.ts';
import type { BuildPorts } from './build-ports.ts';
import type { PatternBuilder } from './pattern-builder.ts';

const Parts = z.object({ model_client: ComponentModel, model_context: ComponentModel.nullish() });

/** A team in which a model picks the next speaker. */
export const buildSelector: PatternBuilder = ({ config, participants, ports, around }) => {
  const own = selectorGroupChat.config.parse(config);
  const { model_client, model_context } = Parts.parse(config);
  return around(
    selector({
      model: buildPatternModel(model_client, ports),
      prompt: own.selector_prompt,
      roles: participants,
      allowsRepeats: own.allow_repeated_speaker,
      maxAttempts: own.max_selector_attempts,
      tellsAnswers: own.model_client_streaming && own.emit_team_events,
      contextOf: contextOf(model_context ?? undefined, ports),
    }),
  );
};

/** What the selecting model reads is made anew from the thread, so it needs no state of its own. */
function contextOf(component: ComponentModel | undefined, ports: BuildPorts): SelectorOptions['contextOf'] {
  return (heard) => {
    const context = buildContext(component, ports);
    for (const { item, sequence } of heard) context.addAll(itemsOfChatMessage(item, sequence));
    return context.view().messages;
  };
}
