import { andTermination, orTermination } from '../../shared/component/terminations.ts';
import { className, findDefinition } from '../../shared/component/registry.ts';
import type { NodeId } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import { edgesInto, findNode } from '../../shared/team/document-graph.ts';
import type { TeamDocument, TeamNode } from '../../shared/team/document.ts';
import { joined, plain, type Sentence, strong } from './sentence.ts';

/** When a team stops, as one sentence: its condition and its most turns. */
export function stopSentence(document: TeamDocument, team: TeamNode): Sentence {
  const conditions = conditionsOf(document, team.id);
  const { max_turns: maxTurns } = team.component.config;
  const rules = conditions.map((condition) => ruleWords(document, condition, 0));
  if (typeof maxTurns === 'number') rules.push([plain('after '), strong(count(maxTurns, 'turn'))]);
  const own = OWN_END[className(team.component.provider)];
  if (own !== undefined) rules.unshift([plain(own)]);
  if (rules.length === 0) return [plain('Has no stop rule: '), strong('it could run for ever')];
  return [plain('Stops '), ...joined(rules, ', or ')];
}

/** Teams that end without a rule, by class name. */
const OWN_END: Readonly<Record<string, string>> = {
  GraphFlow: 'when no arrow leads on',
  MagenticOneGroupChat: 'when its orchestrator says so',
  Broadcast: 'when all have answered',
  Debate: 'after its rounds',
  Consensus: 'after its rounds',
};

/** One rule with all that stands in it, for a card of its own. */
export function ruleSentence(document: TeamDocument, condition: TeamNode): Sentence {
  return ruleWords(document, condition, 0);
}

function conditionsOf(document: TeamDocument, holder: NodeId): TeamNode[] {
  return ['termination_condition', 'conditions']
    .flatMap((slot) => edgesInto(document, { target: holder, slot }))
    .map(({ source }) => findNode(document, source))
    .filter((node) => node !== undefined);
}

/** Imported rules may be nested without end; deeper ones are said in two words. */
const MAX_DEPTH = 4;

function ruleWords(document: TeamDocument, condition: TeamNode, depth: number): Sentence {
  const { provider } = condition.component;
  const known = findDefinition(provider)?.provider;
  if (known !== orTermination.provider && known !== andTermination.provider) return simpleWords(condition);
  if (depth >= MAX_DEPTH) return [plain('by more rules')];
  const isAll = known === andTermination.provider;
  const inner = conditionsOf(document, condition.id).map((each) => ruleWords(document, each, depth + 1));
  if (inner.length === 0) return [plain('by a rule that is still empty')];
  const sentence = joined(inner, isAll ? ' and ' : ', or ');
  return depth > 0 && inner.length > 1 ? [plain('('), ...sentence, plain(')')] : sentence;
}

/** The words of each rule by class name. A rule that is not here is called by its title. */
const WORDS: Readonly<Record<string, (config: JsonObject) => Sentence>> = {
  MaxMessageTermination: ({ max_messages: most }) => [plain('after '), strong(count(most, 'message'))],
  TextMentionTermination: ({ text, sources }) => [
    plain('when '),
    ...speakers(sources),
    plain(isYou(sources) ? ' say ' : ' says '),
    strong(`“${words(text)}”`),
  ],
  StopMessageTermination: () => [plain('at a '), strong('stop message')],
  ExternalTermination: () => [plain('when '), strong('you'), plain(' ask')],
  TokenUsageTermination: ({ max_total_token: total, max_prompt_token: read, max_completion_token: written }) => [
    plain('at '),
    strong(count(total ?? read ?? written, 'token')),
  ],
  TimeoutTermination: ({ timeout_seconds: seconds }) => [plain('after '), strong(count(seconds, 'second'))],
  HandoffTermination: ({ target }) => [plain('when handed over to '), strong(words(target))],
  SourceMatchTermination: ({ sources }) => [plain('when '), ...speakers(sources), plain(' has spoken')],
  TextMessageTermination: ({ source }) => [plain('when '), ...speakers(source), plain(' answers in text')],
  FunctionCallTermination: ({ function_name: name }) => [plain('when '), strong(words(name)), plain(' was called')],
};

function simpleWords({ component }: TeamNode): Sentence {
  const say = WORDS[className(component.provider)];
  if (say !== undefined) return say(component.config);
  return [plain('by '), strong(findDefinition(component.provider)?.title ?? className(component.provider))];
}

function speakers(value: unknown): Sentence {
  const names = (Array.isArray(value) ? value : [value]).filter((name) => typeof name === 'string' && name !== '');
  return names.length === 0 ? [plain('someone')] : [strong(names.join(' or '))];
}

/** A person who is called "you" is spoken to: "when you say". */
function isYou(sources: unknown): boolean {
  return Array.isArray(sources) && sources.length === 1 && sources[0] === 'you';
}

function count(value: unknown, noun: string): string {
  if (typeof value !== 'number') return `some ${noun}s`;
  return `${value.toLocaleString('en-GB')} ${noun}${value === 1 ? '' : 's'}`;
}

const words = (value: unknown): string => (typeof value === 'string' ? value : '…');
