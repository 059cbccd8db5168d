import type { ComponentModel } from '../../../shared/component/envelope.ts';
import { findDefinition } from '../../../shared/component/registry.ts';
import { broadcast, consensus, debate } from '../../../shared/component/own-teams.ts';
import { graphFlow, magenticOneGroupChat, selectorGroupChat } from '../../../shared/component/teams.ts';
import { type Imagined, imaginedAgent } from './imagined-agent.ts';
import type { Meter } from './meter.ts';
import { stopTurns } from './stop-turns.ts';

/** What a choice of the next speaker takes: its instructions, and the name that is chosen. */
const CHOICE_PROMPT = 120;
const CHOICE_ANSWER = 5;
/** What an orchestrator's plan and its progress ledger take. */
const PLAN_ANSWER = 250;
const LEDGER_PROMPT = 450;
const LEDGER_ANSWER = 180;

/** Imagines an agent or a team by its component. */
export function imagined(component: ComponentModel, meter: Meter): Imagined {
  if (findDefinition(component.provider)?.componentType === 'team') return new ImaginedTeam(component, meter);
  return imaginedAgent(component, { meter, team: (inside) => new ImaginedTeam(inside, meter) });
}

/** A team in an imagined run: all hear each other, and its last message is its answer. */
class ImaginedTeam implements Imagined {
  readonly #component: ComponentModel;
  readonly #meter: Meter;
  readonly #members: readonly Imagined[];
  /** Tokens of the whole thread, which a model that leads the team reads. */
  #thread = 0;

  constructor(component: ComponentModel, meter: Meter) {
    this.#component = component;
    this.#meter = meter;
    const participants = (component.config['participants'] ?? []) as unknown as ComponentModel[];
    this.#members = participants.map((one) => imagined(one, meter));
  }

  hear(tokens: number): void {
    this.#thread += tokens;
    for (const member of this.#members) member.hear(tokens);
  }

  speak(): number {
    const turns = this.#turns();
    const lead = this.#lead();
    let last = 0;
    lead?.begin();
    for (let turn = 0; turn < turns && this.#members.length > 0; turn += 1) {
      lead?.choose();
      const speaker = this.#members[turn % this.#members.length]!; // there is one
      last = speaker.speak();
      this.#thread += last;
      for (const other of this.#members) if (other !== speaker) other.hear(last);
    }
    return lead?.end() ?? last;
  }

  #turns(): number {
    const { provider, config } = this.#component;
    const members = this.#members.length;
    const byRules = stopTurns(this.#component, members, this.#meter.scenario);
    const capped = (turns: number): number => Math.min(turns, stopTurns(this.#component, members, 'high'));
    const rounds = typeof config['rounds'] === 'number' ? config['rounds'] : 1;
    if (provider === graphFlow.provider) return capped(members); // each once, where nothing loops
    if (provider === broadcast.provider) return capped(members * rounds);
    if (provider === debate.provider) return capped(Math.max(1, members - 1) * rounds + 1);
    if (provider === consensus.provider)
      return capped(members * 2 * this.#meter.pick(1, Math.ceil(rounds / 2), rounds));
    if (provider === magenticOneGroupChat.provider) return capped(members * this.#meter.pick(1, 2, 5));
    return byRules;
  }

  /** The model that leads the team, where one does. */
  #lead(): { begin(): void; choose(): void; end(): number | undefined } | undefined {
    const { provider, config } = this.#component;
    const model = config['model_client'] as unknown as ComponentModel | undefined;
    if (!model) return undefined;
    const ask = (prompt: number, answer: number): number =>
      this.#meter.ask(model, { prompt: prompt + this.#thread, answer });
    if (provider === selectorGroupChat.provider) {
      const roles = this.#members.length * 25;
      return {
        begin: () => undefined,
        choose: () => void ask(CHOICE_PROMPT + roles, CHOICE_ANSWER),
        end: () => undefined,
      };
    }
    if (provider !== magenticOneGroupChat.provider) return undefined;
    return {
      begin: () => {
        ask(CHOICE_PROMPT, PLAN_ANSWER); // what is known
        this.#thread += 2 * PLAN_ANSWER;
        ask(CHOICE_PROMPT, PLAN_ANSWER); // how it goes on
      },
      choose: () => void ask(LEDGER_PROMPT, LEDGER_ANSWER),
      end: () => ask(CHOICE_PROMPT, this.#meter.answerTo('')),
    };
  }
}
