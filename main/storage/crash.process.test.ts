import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { RunId } from '../../shared/ids.ts';
import { openDatabase } from './database.ts';
import { temporaryFolder } from './open-temporary.ts';
import { SqliteRunStore } from './run-store.ts';

const WRITER = fileURLToPath(new URL('./crash-writer.ts', import.meta.url));

/** Starts a writer and kills it when it has said so many lines, wherever it is then. Gives back what it said. */
async function writeUntilKilled(file: string, lines: number): Promise<string[]> {
  const writer = spawn(process.execPath, [WRITER, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  writer.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.split('\n').length > lines) writer.kill('SIGKILL');
  });
  const [, signal] = (await once(writer, 'close')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  return said.split('\n').slice(0, -1); // what follows the last line break was cut by the kill
}

it('loses nothing that was acknowledged when its process is killed again and again', { timeout: 30_000 }, async () => {
  const file = join(temporaryFolder(), 'troupe.db');
  const acknowledged = new Map<string, number>();
  for (let kill = 0; kill < 10; kill += 1) {
    for (const line of await writeUntilKilled(file, 2 + Math.floor(Math.random() * 100))) {
      const [run = '', sequence] = line.split(' ');
      acknowledged.set(run, Number(sequence));
    }
    const connection = openDatabase(file);
    const store = new SqliteRunStore(connection);
    for (const [run, sequence] of acknowledged) {
      const numbers = [...store.scan(RunId.parse(run), 0)].map((event) => event.sequence);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
      expect(numbers.length).toBeGreaterThanOrEqual(sequence);
    }
    expect(connection.prepare<[], object>('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    connection.close();
  }
  expect([...acknowledged.keys()]).toEqual(['left', 'right']);
});
