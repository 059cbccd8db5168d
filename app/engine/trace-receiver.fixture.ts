import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../project-root.ts';
import type { ReceivedSpan } from './read-otlp.fixture.ts';

export type Received = ReceivedSpan & { readonly asked: string; readonly token: string | null };

/** A receiver in a process of its own, and the spans that came to it. */
export class TraceReceiver {
  readonly #child: ChildProcess;
  readonly spans: Received[] = [];
  readonly #awaited = new Map<string, PromiseWithResolvers<Received>>();
  readonly port: Promise<number>;

  constructor(answer: '200' | '500' | 'hangs' | 'busy' = '200') {
    const program = join(projectRoot(), 'app/engine/otlp-receiver.fixture.ts');
    this.#child = spawn(process.execPath, [program, answer], { stdio: ['ignore', 'pipe', 'inherit'] });
    const { promise, resolve } = Promise.withResolvers<number>();
    this.port = promise;
    createInterface({ input: this.#child.stdout! }).on('line', (line) => {
      const said = JSON.parse(line) as Received | { port: number };
      if ('port' in said) resolve(said.port);
      else this.#take(said);
    });
  }

  stop(): void {
    this.#child.kill();
  }

  /** The first span of this name, as soon as it is there. */
  async seen(name: string): Promise<Received> {
    const known = this.spans.find((span) => span.name === name);
    if (known !== undefined) return known;
    const awaited = this.#awaited.get(name) ?? Promise.withResolvers<Received>();
    this.#awaited.set(name, awaited);
    return awaited.promise;
  }

  #take(span: Received): void {
    this.spans.push(span);
    this.#awaited.get(span.name)?.resolve(span);
  }
}
