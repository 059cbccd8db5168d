/** A piece of a sentence; values are `strong` and set in bold. */
export interface SentencePart {
  readonly text: string;
  readonly isStrong: boolean;
}

export type Sentence = readonly SentencePart[];

export const plain = (text: string): SentencePart => ({ text, isStrong: false });
export const strong = (text: string): SentencePart => ({ text, isStrong: true });

export function joined(sentences: readonly Sentence[], between: string): Sentence {
  return sentences.flatMap((sentence, index) => (index === 0 ? sentence : [plain(between), ...sentence]));
}

export function sentenceText(sentence: Sentence): string {
  return sentence.map(({ text }) => text).join('');
}
