import * as z from 'zod';
import { ComponentModel } from '../../shared/component/envelope.ts';
import { magenticOneGroupChat } from '../../shared/component/teams.ts';
import { magenticOne } from '../teams/magentic-one.ts';
import { buildPatternModel } from './build-pattern-model.ts';
import type { PatternBuilder } from './pattern-builder.ts';

const Parts = z.object({ model_client: ComponentModel });

/** A team with an orchestrator, which counts its steps itself. */
export const buildMagenticOne: PatternBuilder = ({ config, participants, ports, around }) => {
  const own = magenticOneGroupChat.config.parse(config);
  const pattern = magenticOne({
    model: buildPatternModel(Parts.parse(config).model_client, ports),
    roles: participants,
    maxTurns: own.max_turns ?? undefined,
    maxStalls: own.max_stalls,
    finalAnswerPrompt: own.final_answer_prompt,
  });
  return around(pattern, { cap: 'pattern' });
};
