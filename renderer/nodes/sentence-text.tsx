import { Fragment } from 'react';
import type { Sentence } from './sentence.ts';

/** A sentence with its values in bold. */
export function SentenceText({ sentence }: { readonly sentence: Sentence }) {
  return sentence.map(({ text, isStrong }, index) => (
    <Fragment key={index}>{isStrong ? <b>{text}</b> : text}</Fragment>
  ));
}
