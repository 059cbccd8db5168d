// What attacks must not reach, and what is seen of them from outside of the sandbox.
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Stands in a file and in the environment. No output may hold it. */
export const SECRET = 'TROUPE-OUTSIDE-7f3a91';

/** A folder with a secret, a variable with it, and a server that counts who connects. */
export class Outside {
  readonly folder = mkdtempSync(join(tmpdir(), 'troupe-outside-'));
  readonly secretFile = join(this.folder, 'secret.txt');
  readonly secretJson = join(this.folder, 'secret.json');
  readonly link = join(this.folder, 'link.txt');
  connections = 0;
  readonly #server: Server;
  readonly #before: string[];

  constructor() {
    writeFileSync(this.secretFile, SECRET);
    writeFileSync(this.secretJson, JSON.stringify({ secret: SECRET }));
    symlinkSync(this.secretFile, this.link);
    process.env['TROUPE_OUTSIDE_SECRET'] = SECRET;
    this.#before = readdirSync(this.folder).toSorted();
    this.#server = createServer((socket) => {
      this.connections += 1;
      socket.destroy();
    });
  }

  async open(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The server does not listen.');
    return address.port;
  }

  /** What attacks have done here, in words; nothing where all is as it was. */
  harm(): string[] {
    const now = readdirSync(this.folder).toSorted();
    return [
      ...(this.connections === 0 ? [] : [`${this.connections} connections reached the server`]),
      ...(now.join() === this.#before.join() ? [] : [`files outside: ${now.join()}`]),
      ...(readFileSync(this.secretFile, 'utf8') === SECRET ? [] : ['the file outside was written to']),
    ];
  }

  close(): void {
    this.#server.close();
    rmSync(this.folder, { recursive: true });
    delete process.env['TROUPE_OUTSIDE_SECRET'];
  }
}

/** Process ids of sandboxes that stand below this process, or below none. Linux only; elsewhere none is seen. */
export function sandboxProcesses(parents: readonly number[] = [process.pid, 1]): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const parent = Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
        return parents.includes(parent) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('supervisor.mjs');
      } catch {
        return false; // it has ended meanwhile
      }
    })
    .map(Number);
}
