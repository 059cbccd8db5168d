import type { ComponentModel } from '../../shared/component/envelope.ts';
import { askModel } from '../agents/ask-model.ts';
import { contextItem } from '../agents/context/context-item.ts';
import { ModelContext } from '../agents/context/model-context.ts';
import type { ModelClient, ModelRequest } from '../models/model-client.ts';
import type { PatternModel, PatternQuestion } from '../teams/pattern-model.ts';
import type { BuildPorts } from './build-ports.ts';

/** Makes the model that a pattern asks. */
export function buildPatternModel(component: ComponentModel, ports: BuildPorts): PatternModel {
  const client = ports.createModelClient(component);
  let asked = 0;
  return {
    family: client.info.family,
    get asked() {
      return asked;
    },
    async ask(effects, question) {
      const context = new ModelContext({});
      for (const message of question.messages) context.add(contextItem(message, 0));
      const { value } = await askModel(effects, {
        agent: question.asker,
        client,
        system: question.system,
        view: context.view(),
        tools: [],
        toolChoice: 'none',
        messageId: question.shownAs?.messageId,
        keepChunks: question.shownAs?.keepChunks ?? false,
        mayBeEmpty: question.mayBeEmpty ?? false,
        jsonOutput: jsonOutput(client, question),
      });
      asked += 1;
      return typeof value.content === 'string' ? value.content : '';
    },
    skipTo(count) {
      for (; asked < count; asked += 1) client.skip?.();
    },
  };
}

/** The schema where the model keeps to one, any JSON where it can only do that, else text. */
function jsonOutput({ info }: ModelClient, { json }: PatternQuestion): ModelRequest['jsonOutput'] {
  if (json === undefined) return false;
  return info.structured_output ? json : info.json_output;
}
