import { type ChatItem, isChatMessage } from '../../../shared/chat/chat-item.ts';
import { toText } from '../../../shared/chat/text.ts';
import type { HoldReason, RunEvent, RunEventBody } from '../../../shared/run/event.ts';
import { pathsUp, teamOfTurn } from '../../../shared/run/fold/place.ts';
import { digestText } from '../../core/digest.ts';
import { AgentDeeds, callText, type Deed, resultsText } from './agent-deeds.ts';
import { deedsWords, roundsWords } from './loop-words.ts';
import type { Circle, LoopLimits } from './streaks.ts';
import { TeamRounds } from './team-rounds.ts';

type Body<T extends RunEventBody['type']> = Extract<RunEventBody, { type: T }>;
/** A finding as it is recorded. */
export type LoopNotice = Body<'notice'>;

/** How often nearly the same has to come, where a run does not say. Short answers such as "yes" come again where all is well. */
const USUAL_LIMITS: LoopLimits = { times: 3, ofLittle: 6 };
/** After these waits a person has decided how it goes on, so what came before counts no more. */
const PERSON_DECIDES: ReadonlySet<HoldReason> = new Set(['human', 'approval', 'did-it-happen', 'lost-session', 'loop']);

/** A turn that has begun and not ended, with what it brought so far. */
interface OpenTurn {
  readonly team: string;
  readonly number: number;
  readonly speaker: string;
  readonly said: string[];
  /** What was called and came of it, and what was done in nested teams. */
  readonly did: string[];
}

/** The members of one team and their rounds. */
interface Watched {
  readonly rounds: TeamRounds;
  readonly agents: Map<string, AgentDeeds>;
}

/**
 * Finds where a run goes in circles: members of a team who say nearly the same again and again, round by round, and an
 * agent that makes the same calls of tools. A pure fold over the events of a log, parents included: an equal log gives
 * equal findings, however often a run was entered. What it keeps, and what an event costs, does not grow with the history.
 * (decision: docs/decisions/2026-11-28-loops-are-found-in-the-log.md)
 */
export class LoopWatch {
  readonly #turns = new Map<string, OpenTurn>();
  /** By path of the team; '' is the outermost. */
  readonly #teams = new Map<string, Watched>();
  readonly #decisions = new Set<string>();
  #limits = USUAL_LIMITS;
  #isOpen = false;

  /** True where a circle was told and the run was not held since. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Folds one event in; gives back what has to be told after it. */
  add({ body }: RunEvent): LoopNotice | undefined {
    switch (body.type) {
      case 'run-start':
        this.#limits = limitsOf(body.holdOnLoop);
        return undefined;
      case 'turn-start':
        return this.#begin(body);
      case 'turn-end':
        return this.#end(body);
      case 'turn-abandoned':
        return this.#abandon(body.path);
      case 'message':
        return this.#heard(body);
      case 'notice':
        if (body.code === 'loop') this.#isOpen = true;
        return undefined;
      default:
        return this.#decided(body);
    }
  }

  #decided(body: RunEventBody): undefined {
    if (body.type === 'hold' || body.type === 'release') this.#isOpen = false;
    if (body.type === 'hold' && PERSON_DECIDES.has(body.why)) this.#decisions.add(body.place);
    const isRelease = body.type === 'release' && this.#decisions.delete(body.place);
    const isEdit = body.type === 'command' && body.command.type === 'edit-message';
    if (isRelease || isEdit) this.#countAnew();
  }

  #countAnew(): void {
    for (const { rounds, agents } of this.#teams.values()) {
      rounds.countAnew();
      for (const agent of agents.values()) agent.countAnew();
    }
  }

  #begin({ path, number, speaker }: Body<'turn-start'>): undefined {
    const team = teamOfTurn({ path, number, speaker });
    this.#turns.set(path, { team, number, speaker, said: [], did: [] });
    this.#watched(team).rounds.begin(number);
  }

  #watched(team: string): Watched {
    const known = this.#teams.get(team);
    if (known !== undefined) return known;
    const fresh = { rounds: new TeamRounds(), agents: new Map<string, AgentDeeds>() };
    this.#teams.set(team, fresh);
    return fresh;
  }

  #end({ path }: Body<'turn-end'>): LoopNotice | undefined {
    const turn = this.#leave(path);
    if (turn === undefined) return undefined;
    const { team, number, speaker } = turn;
    const act = { speaker, said: turn.said.join('\n'), did: turn.did.join('\n') };
    const outer = this.#turnAt(team);
    // A round of a nested team is one deed of the turn that it is nested in; chained, so that it stays small.
    if (outer !== undefined)
      outer.did.splice(0, Infinity, digestText([...outer.did, ...Object.values(act)].join('\n')));
    const circle = this.#watched(team).rounds.end(act, this.#limits);
    if (circle === undefined) return undefined;
    const place = `${team === '' ? '' : `${team}/`}turn/${number}/loop`;
    return { type: 'notice', code: 'loop', place, times: circle.times, ...roundsWords(circle) };
  }

  #abandon(path: string): undefined {
    const turn = this.#leave(path);
    if (turn !== undefined) this.#watched(turn.team).rounds.abandon();
  }

  /** Teams that were nested in the turn are over with it. */
  #leave(path: string): OpenTurn | undefined {
    const turn = this.#turns.get(path);
    this.#turns.delete(path);
    for (const team of this.#teams.keys()) if (team === path || team.startsWith(`${path}/`)) this.#teams.delete(team);
    return turn;
  }

  /** The innermost open turn that a path lies in. */
  #turnAt(path: string): OpenTurn | undefined {
    for (const each of pathsUp(path)) {
      const turn = this.#turns.get(each);
      if (turn !== undefined) return turn;
    }
    return undefined;
  }

  #heard({ path, place, message }: Body<'message'>): LoopNotice | undefined {
    const known = this.#turns.get(path);
    if (known !== undefined) return this.#heardIn(known, place, message);
    const round = ROUND.exec(path);
    if (round === null && !path.startsWith('start/')) {
      const turn = this.#turnAt(path);
      return turn && this.#heardIn(turn, place, message);
    }
    if (!isChatMessage(message)) return undefined;
    // The pattern itself, or a new task.
    if (round === null) this.#countAnew();
    else
      this.#watched(round[1] ?? '').rounds.says(Number(round[2]), { speaker: message.source, said: toText(message) });
    return undefined;
  }

  #heardIn({ team, speaker, said, did }: OpenTurn, place: string, message: ChatItem): LoopNotice | undefined {
    const { rounds, agents } = this.#watched(team);
    let agent = agents.get(speaker);
    if (agent === undefined) agents.set(speaker, (agent = new AgentDeeds()));
    let circle: Circle<Deed> | undefined;
    if (message.type === 'ToolCallRequestEvent') {
      agent.asks(message.content);
      did.push(...message.content.map(callText));
    } else if (message.type === 'ToolCallExecutionEvent') {
      circle = agent.gets(message.content, this.#limits);
      did.push(resultsText(message.content));
    } else if (isChatMessage(message)) {
      said.push(toText(message));
      circle = agent.says(message, this.#limits);
    }
    if (circle === undefined) return undefined;
    rounds.keepQuiet();
    return {
      type: 'notice',
      code: 'loop',
      place: `${place}/loop`,
      times: circle.times,
      ...deedsWords(speaker, circle),
    };
  }
}

/** The place of a round of a team: `turn/7`, `turn/5/panel/turn/1`. */
const ROUND = /^(?:(.+)\/)?turn\/(\d+)$/;

/** Whoever asks for a hold after so many times means it, however short the messages are. */
function limitsOf(holdOnLoop: number | undefined): LoopLimits {
  return holdOnLoop === undefined ? USUAL_LIMITS : { times: holdOnLoop, ofLittle: holdOnLoop };
}
