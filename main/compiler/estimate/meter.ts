import type { ComponentModel } from '../../../shared/component/envelope.ts';
import { answerTokens, type Scenario } from './answer-length.ts';

/** A model as far as an estimate knows it. */
export interface EstimatedModel {
  readonly label: string;
  readonly answerTokensAtMost?: number | undefined;
}

/** What was asked of one model. */
export interface Metered {
  promptTokens: number;
  completionTokens: number;
}

interface MeterOptions {
  readonly scenario: Scenario;
  readonly task: string;
  readonly modelOf: (component: ComponentModel) => EstimatedModel;
  readonly embeddingOf: (memory: ComponentModel) => string | undefined;
}

/** Counts the calls of one imagined run. */
export class Meter {
  readonly scenario: Scenario;
  readonly task: string;
  readonly byModel = new Map<string, Metered>();
  calls = 0;
  embeddings = 0;
  readonly #modelOf: MeterOptions['modelOf'];
  readonly #embeddingOf: MeterOptions['embeddingOf'];

  constructor(options: MeterOptions) {
    this.scenario = options.scenario;
    this.task = options.task;
    this.#modelOf = options.modelOf;
    this.#embeddingOf = options.embeddingOf;
  }

  /** Asks a model; gives back the tokens of its answer. */
  ask(component: ComponentModel, { prompt, answer }: { prompt: number; answer: number }): number {
    const { label, answerTokensAtMost = Number.POSITIVE_INFINITY } = this.#modelOf(component);
    const written = Math.min(answer, answerTokensAtMost);
    this.#count(label, prompt, written);
    this.calls += 1;
    return written;
  }

  /** Turns a question of this length into a vector, where the memory needs one. */
  embed(memory: ComponentModel, question: number): void {
    const label = this.#embeddingOf(memory);
    if (label === undefined) return;
    this.#count(label, question, 0);
    this.embeddings += 1;
  }

  #count(label: string, prompt: number, written: number): void {
    const metered = this.byModel.get(label) ?? { promptTokens: 0, completionTokens: 0 };
    metered.promptTokens += prompt;
    metered.completionTokens += written;
    this.byModel.set(label, metered);
  }

  /** How long an answer is that this prompt asks for. */
  answerTo(system: string): number {
    return answerTokens(`${system}\n${this.task}`, this.scenario);
  }

  /** One of three numbers, for the case that is imagined. */
  pick(low: number, mid: number, high: number): number {
    return { low, mid, high }[this.scenario];
  }
}

/** Tokens of a text, four characters each. */
export function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}
