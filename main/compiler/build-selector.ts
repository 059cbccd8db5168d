import * as z from 'zod';
import { ComponentModel } from '../../shared/component/envelope.ts';
import { selectorGroupChat } from '../../shared/component/teams.ts';
import { javaScriptTool } from '../../shared/component/tools.ts';
import { itemsOfChatMessage } from '../agents/context/context-item.ts';
import { digestText } from '../core/digest.ts';
import { selector, type SelectorOptions } from '../teams/selector.ts';
import type { SpeakerFunction } from '../teams/speaker-function.ts';
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
      selectorFunction: speakerFunction('selector_function', own.selector_function, ports),
      candidateFunction: speakerFunction('candidate_function', own.candidate_function, ports),
      contextOf: contextOf(model_context ?? undefined, ports),
    }),
  );
};

/** A function of the team, run where its JavaScript tools are run. */
function speakerFunction(
  name: string,
  source: string | null | undefined,
  ports: BuildPorts,
): SpeakerFunction | undefined {
  if (!source?.trim()) return undefined;
  const config = { name, description: '', source_code: source, json_schema: { type: 'object' } };
  const tool = ports.createTool({ provider: javaScriptTool.provider, component_type: 'tool', config });
  return { name, identity: digestText(source), run: (args, context) => tool.run(args, context) };
}

/** What the selecting model reads is made anew from the thread, so it needs no state of its own. */
function contextOf(component: ComponentModel | undefined, ports: BuildPorts): SelectorOptions['contextOf'] {
  return (heard) => {
    const context = buildContext(component, ports);
    for (const { item, sequence } of heard) context.addAll(itemsOfChatMessage(item, sequence));
    return context.view().messages;
  };
}
