import { memo } from 'react';
import { SaidText } from '../attachments/said-text.tsx';
import Markdown, { type Components } from 'react-markdown';

/** Longer texts are shown as they are: setting them anew with each token would cost more than it tells. */
const MARKDOWN_LIMIT = 20_000;

interface SpeechTextProps {
  readonly text: string;
  /** People's words are shown as they were typed. */
  readonly isPlain: boolean;
  /** Still being written: a caret follows. */
  readonly isOpen?: boolean;
}

/** The words of one speech, set as Markdown. Pictures are never fetched: a link stands in their place. */
export const SpeechText = memo(function SpeechText({ text, isPlain, isOpen = false }: SpeechTextProps) {
  const className = isOpen ? 'say open' : 'say';
  if (isPlain) {
    return (
      <div className={`${className} plain`}>
        <SaidText text={text} />
      </div>
    );
  }
  if (text.length > MARKDOWN_LIMIT) return <div className={`${className} plain`}>{text}</div>;
  return (
    <div className={className}>
      <Markdown components={COMPONENTS}>{text}</Markdown>
    </div>
  );
});

const COMPONENTS: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  ),
  img: ({ src, alt }) => (
    <a href={typeof src === 'string' ? src : undefined} target="_blank" rel="noreferrer noopener">
      {alt === undefined || alt === '' ? 'picture' : alt}
    </a>
  ),
  // Long lines are scrolled, also by keyboard.
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
};
