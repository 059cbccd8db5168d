import type { Effects } from '../core/effects.ts';
import type { PatternModel, PatternQuestion } from './pattern-model.ts';

/** A model that gives these answers in order, and keeps what it was asked. */
export class AnsweringModel implements PatternModel {
  readonly family: string;
  readonly questions: PatternQuestion[] = [];
  readonly #answers: readonly string[];
  asked = 0;

  constructor(answers: readonly string[], family = 'unknown') {
    this.#answers = answers;
    this.family = family;
  }

  async ask(effects: Effects, question: PatternQuestion): Promise<string> {
    this.questions.push(question);
    const { value } = await effects.step<string>({
      kind: 'model',
      requested: '',
      risk: 'none',
      precious: false,
      pending: () => ({}),
      parse: String,
      execute: async () => ({ value: this.#next() }),
    });
    this.asked += 1;
    return value;
  }

  #next(): string {
    const answer = this.#answers[this.asked];
    if (answer === undefined) throw new Error('The model has no more answers.');
    return answer;
  }

  skipTo(asked: number): void {
    this.asked = asked;
  }
}
