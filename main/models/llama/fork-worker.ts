import { fork } from 'node:child_process';
import type { Socket } from 'node:net';
import type { StartWorker } from './llama-host.ts';

/** Starts a process of local models under Node: this entry, with this environment. */
export function forkWorker({ entry, env }: { entry: string; env: Record<string, string> }): StartWorker {
  return ({ onMessage, onExit }) => {
    const child = fork(entry, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-500)));
    const end = (reason: string): void => {
      child.removeAllListeners('exit').removeAllListeners('error');
      onExit([reason, ...said.trim().split('\n').slice(-1)].filter((part) => part !== '').join(' '));
    };
    child
      .on('message', onMessage)
      .once('exit', (code, signal) => end(signal === null ? `status ${code}.` : `signal ${signal}.`))
      .once('error', (error) => end(`${error.message}.`));
    return {
      // One that is gone tells so by its exit.
      send: (message) => void child.send(message, () => undefined),
      kill: () => void child.kill('SIGKILL'),
      keepsAlive(isNeeded) {
        const parts = [child, child.channel, child.stderr as Socket | null];
        for (const part of parts)
          if (isNeeded) part?.ref();
          else part?.unref();
      },
    };
  };
}
