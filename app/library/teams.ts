/** `troupe/teams`: teams of every pattern, patterns of your own, and the rules that end a run. */
import * as own from '../../shared/component/own-teams.ts';
import * as teams from '../../shared/component/teams.ts';
import * as rules from '../../shared/component/terminations.ts';
import type { Pattern } from '../../main/teams/pattern.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Agent } from './agents.ts';
import { component, type ComponentOf, maker, type Settings } from './component.ts';
import { GROUP_CHAT } from './live-part.ts';
import type { Model } from './models.ts';

export type { Pattern, PatternContext, Selection, SelectionContext } from '../../main/teams/pattern.ts';
export { ownState } from '../../main/teams/own-state.ts';

/** Whoever can stand in a team. */
export type Participant = Agent | ComponentOf<'team'>;
/** Ends a run. */
export type StopRule = ComponentOf<'termination'>;

interface TeamParts<Member> {
  /** In their order, names unique. */
  readonly participants: readonly Member[];
  readonly termination_condition?: StopRule;
}

/** All in their order, again and again. */
export function roundRobinGroupChat(
  settings: Settings<typeof teams.roundRobinGroupChat> & TeamParts<Participant>,
): ComponentOf<'team'> {
  return component(teams.roundRobinGroupChat, settings);
}

type WithPrompts<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

/** A model picks who speaks next. Without a prompt it is asked with Troupe's own words. */
export function selectorGroupChat(
  settings: WithPrompts<Settings<typeof teams.selectorGroupChat>, 'selector_prompt' | 'allow_repeated_speaker'> &
    TeamParts<Participant> & {
      readonly model_client: Model;
      readonly model_context?: ComponentOf<'chat_completion_context'>;
    },
): ComponentOf<'team'> {
  const { selector_prompt, allow_repeated_speaker } = teams.selectorGroupChat.initialConfig;
  return component(teams.selectorGroupChat, { selector_prompt, allow_repeated_speaker, ...settings });
}

/** Whoever speaks hands the word to another agent. */
export function swarm(settings: Settings<typeof teams.swarm> & TeamParts<Agent>): ComponentOf<'team'> {
  return component(teams.swarm, settings);
}

/** An orchestrator plans, keeps a ledger and gives each agent its task. */
export function magenticOneGroupChat(
  settings: WithPrompts<Settings<typeof teams.magenticOneGroupChat>, 'final_answer_prompt' | 'max_stalls'> &
    TeamParts<Agent> & { readonly model_client: Model },
): ComponentOf<'team'> {
  const { final_answer_prompt, max_stalls } = teams.magenticOneGroupChat.initialConfig;
  return component(teams.magenticOneGroupChat, { final_answer_prompt, max_stalls, ...settings });
}

/** Agents speak along the edges of a graph. */
export function graphFlow(settings: Settings<typeof teams.graphFlow> & TeamParts<Agent>): ComponentOf<'team'> {
  return component(teams.graphFlow, settings);
}

/** All speak at once each round; a judge, if there is one, sums up. AutoGen has none of this name. */
export function broadcast(settings: Settings<typeof own.broadcast> & TeamParts<Participant>): ComponentOf<'team'> {
  return component(own.broadcast, settings);
}

/** Two sides speak in rounds, then a judge decides. AutoGen has none of this name. */
export function debate(settings: Settings<typeof own.debate> & TeamParts<Participant>): ComponentOf<'team'> {
  return component(own.debate, settings);
}

/** Rounds until all agree; the votes are counted. AutoGen has none of this name. */
export function consensus(settings: Settings<typeof own.consensus> & TeamParts<Participant>): ComponentOf<'team'> {
  return component(own.consensus, settings);
}

/** A team of a pattern that the program brings itself. It runs here only: no file can hold it. */
export function groupChat<State>(
  settings: Settings<typeof teams.roundRobinGroupChat> & TeamParts<Participant> & { readonly pattern: Pattern<State> },
): ComponentOf<'team'> {
  const config = settings as object as JsonObject; // what is live in it is taken out before the team is built
  return { provider: GROUP_CHAT, component_type: 'team', version: 1, component_version: 1, config };
}

/** Stops after so many messages, the task among them. */
export const maxMessageTermination = maker(rules.maxMessageTermination);
/** Stops when someone says these words. */
export const textMentionTermination = maker(rules.textMentionTermination);
/** Stops when an agent sends a stop message. */
export const stopMessageTermination = maker(rules.stopMessageTermination);
/** Stops after the current turn when `terminate` of the run is called. */
export const externalTermination = maker(rules.externalTermination);
/** Stops when the run has used so many tokens. */
export const tokenUsageTermination = maker(rules.tokenUsageTermination);
/** Stops when the word is handed to this name. */
export const handoffTermination = maker(rules.handoffTermination);
/** Stops when the run has lasted so long. */
export const timeoutTermination = maker(rules.timeoutTermination);
/** Stops when one of these agents has spoken. */
export const sourceMatchTermination = maker(rules.sourceMatchTermination);
/** Stops when an agent answers in text. */
export const textMessageTermination = maker(rules.textMessageTermination);
/** Stops when this tool was called. */
export const functionCallTermination = maker(rules.functionCallTermination);

/** Stops when every one of these rules has come true. */
export function allOf(...conditions: readonly StopRule[]): StopRule {
  return component(rules.andTermination, { conditions });
}

/** Stops when one of these rules comes true. */
export function anyOf(...conditions: readonly StopRule[]): StopRule {
  return component(rules.orTermination, { conditions });
}
