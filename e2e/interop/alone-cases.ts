import type { ComponentModel } from '../../shared/component/envelope.ts';
import { findDefinition } from '../../shared/component/registry.ts';
import type { Json } from '../../shared/json.ts';
import { RESET, type TeamPlan } from './interop-case.ts';
import { assistant, component, person, type Reply, replay } from './parts.ts';
import type { Random } from './random.ts';
import { randomAssistant, randomLines, randomTasks, randomText } from './random-parts.ts';

/** Agents that run alone: assistants, also such that answer in a shape, a person, one that would run code. */
export function aloneCase(random: Random, index: number): TeamPlan {
  const kinds = [
    (): ComponentModel => randomAssistant(random, 'ada', { targets: random.chance(0.5) ? ['bob', 'Ünal'] : [] }),
    (): ComponentModel => structured(random),
    (): ComponentModel => person('person'),
    ...(findDefinition(EXECUTOR)?.runnable === true ? [(): ComponentModel => codeRunner(random)] : []),
  ];
  const make = kinds[index % kinds.length]!; // there are some
  const tasks = randomTasks(random);
  const runsCode = index % kinds.length === 3;
  return {
    component: make(),
    // Reset, an agent that writes code forgets here, and remembers there.
    tasks: random.chance(0.3) && !runsCode ? [...tasks, RESET, 'Anew.'] : tasks,
    // The state of an agent that would run code holds what AutoGen's does not.
    ...(!runsCode && { then: { component: make(), task: 'And now?' } }),
  };
}

const SCHEMA = {
  type: 'object',
  properties: {
    verdict: { type: 'string' },
    score: { type: 'integer', default: 7 },
    share: { type: 'number' },
    tags: { type: 'array', items: { type: 'string' } },
    by: {
      type: 'object',
      properties: { who: { type: 'string' }, sure: { type: 'boolean', default: true } },
      required: ['who'],
    },
  },
  required: ['verdict', 'tags'],
};

function structured(random: Random): ComponentModel {
  const answers = random.many(20, () => {
    const fields: [string, Json][] = [
      ['tags', random.many(random.int(0, 2), () => randomText(random, 2))],
      ['verdict', randomText(random, 3)],
      ...random.some<[string, Json]>(
        [
          ['score', random.pick([3, '4', 5])],
          ['share', random.pick([0.5, '0.25', -3])],
          ['by', random.pick<Json>([{ who: 'me' }, { sure: 'no', who: 'you', more: [] }])],
          ['unasked', { for: 1 }],
        ],
        random.int(0, 4),
      ),
    ];
    return JSON.stringify(Object.fromEntries(random.some(fields, fields.length)));
  });
  return assistant('ada', answers, {
    structured_message_factory: component('autogen_agentchat.messages.StructuredMessageFactory', {
      json_schema: SCHEMA,
      format_string: random.pick([null, '{verdict}: {score:03d} {tags}']),
      content_model_name: 'Verdict',
    }),
    reflect_on_tool_use: true,
    model_client_stream: random.chance(0.4),
  });
}

const EXECUTOR = 'autogen_ext.code_executors.local.LocalCommandLineCodeExecutor';

/** No code is run here, so there is none in what it reads and writes. */
function codeRunner(random: Random): ComponentModel {
  const writes = random.chance(0.7);
  const lines: Reply[] = randomLines(random).map((line) =>
    typeof line === 'string'
      ? line.replaceAll('`', '')
      : { ...line, content: String(line.content).replaceAll('`', '') },
  );
  return component('autogen_agentchat.agents.CodeExecutorAgent', {
    name: 'runner',
    description: 'Runs code.',
    code_executor: component(EXECUTOR, { timeout: 20 }),
    ...(writes && { model_client: replay(lines), system_message: random.pick([null, 'Write code.']) }),
    model_client_stream: writes && random.chance(0.5),
    sources: random.pick([null, [], ['user'], ['nobody']]),
    supported_languages: random.pick([null, ['python'], ['sh', 'c++']]),
  });
}
