import childProcess from 'node:child_process';
import { EventEmitter } from 'node:events';
import { syncBuiltinESMExports } from 'node:module';

/**
 * On Linux the library first loads its binary in a process of its own, to see whether that one survives, and starts it with
 * `fork`. Electron's binary cannot be Node here (a fuse says so): it would start a second Troupe instead. The process that
 * calls this is the one that may die, so the test is answered with "it works" and the binary is loaded at once.
 */
export function skipBinaryTest(): void {
  childProcess.fork = () => new PassedTest() as unknown as childProcess.ChildProcess;
  syncBuiltinESMExports();
}

/** What the library's own test process would say, step by step. */
class PassedTest extends EventEmitter {
  exitCode: number | null = null;
  readonly killed = false;

  constructor() {
    super();
    setImmediate(() => this.emit('message', { type: 'ready' }));
  }

  send({ type }: { readonly type: string }): void {
    if (type === 'start') this.emit('message', { type: 'loaded' });
    if (type === 'test') this.emit('message', { type: 'done' });
    if (type === 'exit') this.emit('exit', (this.exitCode = 0));
  }

  kill(): void {
    // there is nothing to end
  }
}
