import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { askHidden } from './ask-hidden.ts';

/** A terminal with somebody at it. */
class Terminal extends EventEmitter {
  readonly done: unknown[] = [];
  readonly output = new PassThrough({ encoding: 'utf8' });

  setRawMode(isRaw: boolean): void {
    this.done.push(isRaw ? 'raw' : 'shown');
  }
  resume(): void {
    this.done.push('resume');
  }
  pause(): void {
    this.done.push('pause');
  }
  type(...pieces: string[]): void {
    for (const piece of pieces) this.emit('data', Buffer.from(piece));
  }
  ask(): Promise<string> {
    return askHidden('Key: ', { input: this, output: this.output, onInterrupt: () => this.done.push('interrupted') });
  }
}

it.each([
  ['what is typed', ['s', 'k-1', '\r'], 'sk-1'],
  ['what is pasted with its line end', ['sk-1\nnext'], 'sk-1'],
  ['what is left of it after corrections', ['ä💡x', '\u007f', '\u007f', '\b', 'ok', '\r'], 'ok'],
  ['nothing', ['\r'], ''],
  ['what there is at the end of input', ['ab\u0004'], 'ab'],
])('gives %s, and shows none of it', async (_what, pieces, expected) => {
  const terminal = new Terminal();
  const asked = terminal.ask();
  terminal.type(...pieces);
  expect(await asked).toBe(expected);
  expect(terminal.output.read()).toBe('Key: \n');
  expect(terminal.done).toEqual(['raw', 'resume', 'shown', 'pause']);
  expect(terminal.listenerCount('data')).toBe(0);
});

it('leaves the terminal as it was at Ctrl+C', () => {
  const terminal = new Terminal();
  void terminal.ask();
  terminal.type('ab', '\u0003');
  expect(terminal.done).toEqual(['raw', 'resume', 'shown', 'pause', 'interrupted']);
});
