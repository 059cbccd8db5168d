import type { Writable } from 'node:stream';

/** A terminal that can be kept from showing what is typed. */
export interface HiddenInput {
  setRawMode(isRaw: boolean): unknown;
  on(event: 'data', listener: (chunk: Buffer) => void): unknown;
  off(event: 'data', listener: (chunk: Buffer) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

export interface HiddenTerminal {
  readonly input: HiddenInput;
  readonly output: Writable;
  /** Ctrl+C. */
  readonly onInterrupt: () => void;
}

/** Asks for one line that is not shown while it is typed. Ctrl+D ends it as Enter does. */
export function askHidden(question: string, { input, output, onInterrupt }: HiddenTerminal): Promise<string> {
  input.setRawMode(true); // first: whoever sees the question may type at once
  output.write(question);
  return new Promise((resolve) => {
    let typed = '';
    const finish = (): void => {
      input.off('data', hear);
      input.setRawMode(false);
      input.pause();
      output.write('\n');
    };
    const hear = (chunk: Buffer): void => {
      for (const sign of chunk.toString('utf8')) {
        if (sign === '\r' || sign === '\n' || sign === '\u0004') {
          finish();
          return resolve(typed);
        }
        if (sign === '\u0003') {
          finish();
          return onInterrupt();
        }
        const isRubbedOut = sign === '\u007f' || sign === '\b';
        typed = isRubbedOut ? [...typed].slice(0, -1).join('') : typed + sign;
      }
    };
    input.on('data', hear);
    input.resume();
  });
}
