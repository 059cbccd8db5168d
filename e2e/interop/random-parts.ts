import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { CreateResult } from '../../shared/chat/llm-message.ts';
import type { JsonObject } from '../../shared/json.ts';
import {
  allOf,
  anyOf,
  assistant,
  calculator,
  calls,
  component,
  maxMessages,
  mention,
  replay,
  type Reply,
  says,
  stopRule,
} from './parts.ts';
import type { Random } from './random.ts';

export const NAMES = ['ada', 'Bob', 'cara_x', 'dee4', 'Ünal', '_eve', 'ada_x', 'user'] as const;

const WORDS = [
  'go',
  'a plan',
  'río',
  '数学',
  "it's",
  '“fine”',
  '{x}',
  '<b>',
  '`code`',
  '42',
  'DONE',
  'APPROVE',
  'é',
  '—',
  'e\u0301',
  '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}',
  String.raw`\n`,
  '"so"',
  '}}',
  '{',
  '%s',
  '\ufeff',
  '</think>',
  '```sh',
];
const GAPS = [' ', ' ', ' ', ' ', '  ', '\n', '\n\n', '\t', ', ', '\r\n', '\u00a0', '\u0085', '\u001c', '\u2028', ''];

/** A few words, now and then none, and once in a while very many. */
export function randomText(random: Random, most = 9): string {
  const count = random.chance(0.005) ? 3000 : random.int(0, most);
  const words = random.many(count, () => random.pick(WORDS));
  return words.reduce((text, word, index) => (index === 0 ? word : text + random.pick(GAPS) + word), '');
}

/** Enough answers for any run of a random team. */
const ENOUGH = 40;

/** Texts of both kinds. Where text alone is an answer, its usage counts the words that the model was shown. */
export function randomLines(random: Random): Reply[] {
  return random.many(ENOUGH, () => randomLine(random));
}

function randomLine(random: Random): Reply {
  if (random.chance(0.7)) return randomText(random);
  const thought = random.chance(0.5) ? randomText(random, 4) : undefined; // an empty one is none
  return says(randomText(random), {
    usage: [random.int(0, 20), random.int(0, 20)],
    ...(thought !== undefined && { thought }),
  });
}

/** A way to hand over, and the name of its tool. */
interface RandomHandoff {
  readonly target: string;
  readonly tool: string;
  readonly config: JsonObject;
}

function randomHandoff(random: Random, target: string, index: number): RandomHandoff {
  const derived = `transfer_to_${target}`.toLowerCase();
  if (random.chance(0.75)) return { target, tool: derived, config: { target } };
  const name = random.pick(['', `pass_${String(index)}`]);
  const message = random.pick(['', 'Over to you.', '{x} 数学']);
  return {
    target,
    tool: name || derived,
    config: { target, name, message, description: random.pick(['', 'Hand on.']) },
  };
}

/** Lines of which some call a calculator, a tool that is not there, or hand over. */
function randomLinesWithCalls(random: Random, handoffs: readonly RandomHandoff[]): Reply[] {
  return random.many(ENOUGH, () => (random.chance(0.55) ? randomLine(random) : randomCalls(random, handoffs)));
}

function randomCalls(random: Random, handoffs: readonly RandomHandoff[]): CreateResult {
  const wanted = random.many(random.int(1, 3), () => randomCall(random, handoffs));
  const thought = random.chance(0.4) ? randomText(random, 4) : undefined;
  return calls(wanted, { usage: [random.int(0, 9), random.int(0, 9)], ...(thought !== undefined && { thought }) });
}

/** Whole turns of an agent that reflects: after the last round of calls comes an answer in words. */
function linesThatReflect(random: Random, rounds: number, handoffs: readonly RandomHandoff[]): Reply[] {
  const isHandoff = ({ content }: CreateResult): boolean =>
    typeof content !== 'string' && content.some(({ name }) => handoffs.some(({ tool }) => tool === name));
  return random
    .many(ENOUGH, () => {
      const batches = random.many(random.int(0, rounds), () => randomCalls(random, handoffs));
      const end = batches.findIndex(isHandoff);
      return end < 0 ? [...batches, randomLine(random)] : batches.slice(0, end + 1);
    })
    .flat();
}

/** Arguments that are no JSON. */
const BROKEN = [
  '',
  ' ',
  '{"expression": ',
  '{"a":1,}',
  "{'a': 1}",
  '[1 2]',
  '"\\x"',
  '{} {}',
  'NUL',
  '{"数学": "a\nb"}',
];

function randomCall(random: Random, handoffs: readonly RandomHandoff[]): [string, JsonObject | string] {
  const tools = handoffs.map(({ tool }) => tool);
  if (random.chance(0.1)) return [random.pick(['calculator', 'nothing', ...tools]), random.pick(BROKEN)];
  if (tools.length > 0 && random.chance(0.4)) return [random.pick(tools), random.pick([{}, {}, { to: 'all' }])];
  if (random.chance(0.25))
    return [`no_such_tool_${String(random.int(1, 2))}`, { at: random.int(0, 9), deep: [1, 'a'] }];
  const sum = `${String(random.int(0, 99))} ${random.pick(['+', '-', '*'])} (${String(random.int(1, 9))} + 2)`;
  return ['calculator', { expression: sum }];
}

interface Wanted {
  /** Whom it may hand over to. */
  readonly targets?: readonly string[];
  readonly replies?: readonly Reply[];
  /** What its model is shown of the conversation; chance where it is not given. */
  readonly context?: 'all';
  /** It never streams, and never runs out of answers. */
  readonly isInTool?: boolean;
}

/** An assistant of which everything that is not given is chance. */
export function randomAssistant(
  random: Random,
  name: string,
  { targets = [], replies, context, isInTool = false }: Wanted = {},
): ComponentModel {
  const usesTools = random.chance(0.5);
  const handoffs = targets.map((target, index) => randomHandoff(random, target, index));
  const rounds = random.int(1, 3);
  const reflects = random.chance(0.3);
  const calling = (): Reply[] =>
    reflects ? linesThatReflect(random, rounds, handoffs) : randomLinesWithCalls(random, handoffs);
  const lines = replies ?? (usesTools || targets.length > 0 ? calling() : randomLines(random));
  const count = replies === undefined && !isInTool && random.chance(0.03) ? random.int(0, 4) : ENOUGH;
  return assistant(name, lines.slice(0, count), {
    system_message: random.pick([undefined, null, 'Be brief.', 'You are  one of\nmany, and say little.']),
    model_client_stream: !isInTool && random.chance(0.35),
    reflect_on_tool_use: reflects,
    max_tool_iterations: rounds,
    tool_call_summary_format: random.pick([
      '{result}',
      '{tool_name}({arguments}) = {result}',
      '- {result} [{is_error}]',
      '{{{tool_name!r}}} {result:.12} {tool_name:>14}|{is_error!s:^7}|',
      '',
    ]),
    model_context: context === 'all' ? undefined : randomContext(random),
    memory: context === 'all' ? undefined : randomMemories(random),
    metadata: random.pick([undefined, { team: 'red' }]),
    ...(usesTools && { tools: [calculator] }),
    ...(targets.length > 0 && { handoffs: handoffs.map(({ config }) => config) }),
  });
}

export function randomContext(random: Random): ComponentModel | undefined {
  const path = 'autogen_core.model_context.';
  return random.pick([
    undefined,
    component(`${path}UnboundedChatCompletionContext`, {}),
    component(`${path}BufferedChatCompletionContext`, { buffer_size: random.int(1, 4) }),
    component(`${path}HeadAndTailChatCompletionContext`, { head_size: random.int(1, 3), tail_size: random.int(1, 3) }),
    component(`${path}TokenLimitedChatCompletionContext`, {
      model_client: replay([]),
      token_limit: random.pick([null, random.int(1, 60)]),
      tool_schema: [],
    }),
  ]);
}

/** Facts that an agent is told every turn, in up to two lists. */
export function randomMemories(random: Random): ComponentModel[] | undefined {
  if (random.chance(0.8)) return undefined;
  return random.many(random.int(0, 2), () =>
    component('autogen_core.memory.ListMemory', {
      name: 'notes',
      memory_contents: random.many(random.int(0, 3), () => ({
        content: random.chance(0.7)
          ? randomText(random, 4)
          : { fact: randomText(random, 2), sure: true, of: [1, null] },
        mime_type: random.pick(['text/plain', 'text/markdown', 'application/json']),
        metadata: random.pick([null, { from: 'a book' }]),
      })),
    }),
  );
}

/** A condition that ends a team of these at some time. */
export function randomStop(random: Random, names: readonly string[]): ComponentModel {
  const bound = maxMessages(random.int(3, 12));
  const rules = random.many(random.int(0, 3), () => randomRule(random, names));
  const [first, ...others] = rules;
  if (first === undefined) return bound;
  if (others.length > 0 && random.chance(0.4)) return anyOf(allOf(first, ...others), bound);
  return random.chance(0.3) ? anyOf(anyOf(first, ...others), bound) : anyOf(bound, first, ...others);
}

function randomRule(random: Random, names: readonly string[]): ComponentModel {
  const rules: readonly (() => ComponentModel)[] = [
    () => mention(random.pick(['DONE', 'APPROVE', 'FunctionCall(id=', "name='calculator'", '数学'])),
    () =>
      stopRule('TokenUsageTermination', {
        max_total_token: random.chance(0.6) ? random.int(10, 150) : null,
        max_prompt_token: random.int(10, 200),
        max_completion_token: random.chance(0.5) ? random.int(5, 60) : null,
      }),
    () => stopRule('SourceMatchTermination', { sources: random.some(names, random.int(1, 2)) }),
    () => stopRule('TextMessageTermination', { source: random.pick(names) }),
    () => stopRule('FunctionCallTermination', { function_name: 'calculator' }),
    () => stopRule('HandoffTermination', { target: random.pick(names) }),
    () => stopRule('StopMessageTermination', {}),
    () => stopRule('TimeoutTermination', { timeout_seconds: 3600 }),
    () => stopRule('MaxMessageTermination', { max_messages: random.int(2, 9), include_agent_event: true }),
  ];
  return random.pick(rules)();
}

/** One to three tasks in words. */
export function randomTasks(random: Random): string[] {
  return random.many(random.int(1, 3), () => `Task: ${randomText(random, 6)}`);
}

/** A scripted model for whoever leads. */
export function leader(random: Random, replies: readonly Reply[]): ComponentModel {
  return replay(replies, random.pick(['unknown', 'gpt-4o', 'claude-3-haiku']));
}
