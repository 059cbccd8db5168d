import type { ComponentModel } from '../../shared/component/envelope.ts';
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

export const NAMES = ['ada', 'Bob', 'cara_x', 'dee4', 'Ünal', '_eve'] as const;

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
];
const GAPS = [' ', ' ', ' ', '  ', '\n', '\n\n', '\t', ', '];

/** A few words, now and then none. */
export function randomText(random: Random, most = 9): string {
  const words = random.many(random.int(0, most), () => random.pick(WORDS));
  return words.reduce((text, word, index) => (index === 0 ? word : text + random.pick(GAPS) + word), '');
}

/** Enough answers for any run of a random team. */
const LINES = 40;

/** Texts of both kinds. Where text alone is an answer, its usage counts the words that the model was shown. */
export function randomLines(random: Random): Reply[] {
  return random.many(LINES, () => randomLine(random));
}

function randomLine(random: Random): Reply {
  if (random.chance(0.7)) return randomText(random);
  const thought = random.chance(0.5) ? randomText(random, 4) : undefined;
  return says(randomText(random), {
    usage: [random.int(0, 20), random.int(0, 20)],
    ...(thought !== undefined && { thought }),
  });
}

/** Lines of which some call a calculator, a tool that is not there, or hand over. */
export function randomLinesWithCalls(random: Random, targets: readonly string[]): Reply[] {
  return random.many(LINES, () => {
    if (random.chance(0.55)) return randomLine(random);
    const wanted = random.many(random.int(1, 3), () => randomCall(random, targets));
    const thought = random.chance(0.4) ? randomText(random, 4) : undefined;
    return calls(wanted, { usage: [random.int(0, 9), random.int(0, 9)], ...(thought !== undefined && { thought }) });
  });
}

/** Every answer that calls is followed by one in words, as a reflection has to be. */
function inWordsAfterCalls(random: Random, lines: readonly Reply[]): Reply[] {
  return lines.flatMap((line) =>
    typeof line !== 'string' && typeof line.content !== 'string' ? [line, randomLine(random)] : [line],
  );
}

function randomCall(random: Random, targets: readonly string[]): [string, JsonObject] {
  if (targets.length > 0 && random.chance(0.4)) return [`transfer_to_${random.pick(targets)}`.toLowerCase(), {}];
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
  /** False: it never streams. */
  readonly streams?: boolean;
}

/** An assistant of which everything that is not given is chance. */
export function randomAssistant(
  random: Random,
  name: string,
  { targets = [], replies, context, streams = true }: Wanted = {},
): ComponentModel {
  const usesTools = random.chance(0.5);
  const lines = usesTools || targets.length > 0 ? randomLinesWithCalls(random, targets) : randomLines(random);
  const reflects = random.chance(0.3);
  return assistant(name, replies ?? (reflects ? inWordsAfterCalls(random, lines) : lines), {
    system_message: random.pick([undefined, null, 'Be brief.', 'You are  one of\nmany, and say little.']),
    model_client_stream: streams && random.chance(0.35),
    reflect_on_tool_use: reflects,
    max_tool_iterations: reflects ? 1 : random.int(1, 3),
    tool_call_summary_format: random.pick([
      '{result}',
      '{tool_name}({arguments}) = {result}',
      '- {result} [{is_error}]',
    ]),
    model_context: context === 'all' ? undefined : randomContext(random),
    ...(usesTools && { tools: [calculator] }),
    ...(targets.length > 0 && { handsTo: targets }),
  });
}

export function randomContext(random: Random): ComponentModel | undefined {
  const path = 'autogen_core.model_context.';
  return random.pick([
    undefined,
    component(`${path}UnboundedChatCompletionContext`, {}),
    component(`${path}BufferedChatCompletionContext`, { buffer_size: random.int(1, 4) }),
    component(`${path}HeadAndTailChatCompletionContext`, { head_size: random.int(1, 3), tail_size: random.int(1, 3) }),
  ]);
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
