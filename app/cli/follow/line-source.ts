import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { terminalText } from '../../../shared/visible-text.ts';

/** Lines that a person or a pipe brings. Nothing is read before the first question. */
export interface LineSource {
  /** The next line, after the prompt was shown; undefined at the end of input. */
  ask(prompt: string): Promise<string | undefined>;
  close(): void;
}

export interface LineSourceOptions {
  readonly input: Readable;
  /** Where prompts are shown; undefined shows none: a pipe knows what it is asked. */
  readonly prompts: Writable | undefined;
  /** Ctrl+C at a prompt. */
  readonly onInterrupt: () => void;
}

/** Reads lines from standard input: each answers one question, those that come early wait for theirs. */
export function createLineSource({ input, prompts, onInterrupt }: LineSourceOptions): LineSource {
  let reader: Interface | undefined;
  let hasEnded = false;
  const early: string[] = [];
  let asking: ((line: string | undefined) => void) | undefined;

  const answer = (line: string | undefined): void => {
    const resolve = asking;
    asking = undefined;
    if (resolve !== undefined) resolve(line);
    else if (line !== undefined) early.push(line);
  };
  const open = (): Interface => {
    const made = createInterface({ input, ...(prompts && { output: prompts }), terminal: prompts !== undefined });
    made.on('line', answer);
    made.on('SIGINT', onInterrupt);
    made.on('close', () => {
      hasEnded = true;
      answer(undefined);
    });
    return made;
  };

  return {
    ask(prompt) {
      reader ??= open();
      const line = early.shift();
      if (line !== undefined || hasEnded) return Promise.resolve(line);
      if (prompts !== undefined) {
        reader.setPrompt(terminalText(prompt));
        reader.prompt();
      }
      return new Promise((resolve) => (asking = resolve));
    },
    close: () => reader?.close(),
  };
}
