import { ComparedText } from './compared-text.ts';
import { type Circle, type Likeness, type LoopLimits, Streaks } from './streaks.ts';

/** What one speaker brought in a round. */
export interface TurnBrought {
  readonly speaker: string;
  readonly said: string;
  /** What was called or done inside; empty where it only spoke. */
  readonly did: string;
}

/** One speaker's part of a round, as it is compared. */
interface Part {
  readonly speaker: string;
  readonly said: ComparedText;
  readonly did: string;
}

/** What all speakers of one round brought, by name: who of several came first is chance. */
export type Round = readonly Part[];

/** For so many rounds after an agent's own circle was told, the team's is not: it is the same one. */
const QUIET_ROUNDS = 4;

/** What a team brings, round by round. Nearly the same rounds again and again are a circle. */
export class TeamRounds {
  readonly #streaks = new Streaks<Round>({ compare, weigh });
  #number = 0;
  /** Turns of the present round that are open. */
  #open = 0;
  #parts: Part[] = [];
  #isBroken = false;
  #quiet = 0;

  /** A turn of this round begins. All turns of a round begin before the first ends. */
  begin(number: number): void {
    this.#enter(number);
    this.#open += 1;
  }

  /** What the pattern itself says before anybody speaks. */
  says(number: number, { speaker, said }: Pick<TurnBrought, 'speaker' | 'said'>): void {
    this.#enter(number);
    this.#parts.push({ speaker, said: new ComparedText(said), did: '' });
  }

  #enter(number: number): void {
    if (number === this.#number) return;
    this.#number = number;
    this.#open = 0;
    this.#parts = [];
    this.#isBroken = false;
  }

  /** A turn ends; with the last of its round a circle may have closed. */
  end({ speaker, said, did }: TurnBrought, limits: LoopLimits): Circle<Round> | undefined {
    this.#parts.push({ speaker, said: new ComparedText(said), did });
    this.#open -= 1;
    if (this.#open > 0 || this.#isBroken) return undefined;
    const round = this.#parts.toSorted((one, other) => (one.speaker < other.speaker ? -1 : 1));
    const circle = this.#streaks.add(round, limits);
    this.#quiet = Math.max(0, this.#quiet - 1);
    return this.#quiet > 0 ? undefined : circle;
  }

  /** A turn brings nothing: neither does its round. */
  abandon(): void {
    this.#open -= 1;
    this.#isBroken = true;
  }

  /** A circle of one of its members was told. */
  keepQuiet(): void {
    this.#quiet = QUIET_ROUNDS + 1;
  }

  countAnew(): void {
    this.#streaks.clear();
    this.#quiet = 0;
  }
}

function compare(round: Round, earlier: Round): Likeness {
  const isLike = (part: Part, index: number): boolean => {
    const other = earlier[index];
    return (
      other !== undefined && part.speaker === other.speaker && part.did === other.did && part.said.isLike(other.said)
    );
  };
  return round.length === earlier.length && round.every(isLike) ? 'same' : 'none';
}

/** Short answers such as "yes" come again where all is well. */
function weigh(circle: readonly Round[]): 'little' | 'all' {
  return circle.flat().every(({ said, did }) => did === '' && said.isSlight) ? 'little' : 'all';
}
