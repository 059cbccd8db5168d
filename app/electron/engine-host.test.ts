import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { contract } from '../../shared/rpc/contract.ts';
import { person, roundRobin } from '../cli/team-files.fixture.ts';
import type { FromEngine, ToEngine } from './engine-messages.ts';
import { hostEngine } from './engine-host.ts';
import { MessageChannelMain } from './fake-electron.ts';

let folder: string;
let parent: FakeParent;

/** The window's process, as the engine's process sees it. */
class FakeParent extends EventEmitter {
  readonly heard: FromEngine[] = [];
  readonly exited: Promise<void>;
  constructor() {
    super();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.exited = promise;
    hostEngine({ parent: this, exit: resolve });
  }
  postMessage(message: FromEngine): void {
    this.heard.push(message);
  }
  tell(message: ToEngine, ports: readonly unknown[] = []): void {
    this.emit('message', { data: message, ports });
  }
  dial(): { api: ContractRouterClient<typeof contract>; hangUp: () => void } {
    const { port1, port2 } = new MessageChannelMain();
    this.tell({ type: 'client' }, [port1]);
    const link = new RPCLink({ port: port2 as never }); // Node's port is one of those it takes
    port2.start();
    return { api: createORPCClient(link), hangUp: () => port2.close() };
  }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'troupe-engine-'));
  parent = new FakeParent();
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (): void =>
  parent.tell({ type: 'open', dataFolder: join(folder, 'data'), secrets: {}, notices: ['No keychain.'] });

it('serves each page that it is given a port of, until it is closed', async () => {
  open();
  const first = parent.dial();
  const second = parent.dial();
  expect(await first.api.app.info()).toMatchObject({ host: 'electron', notices: ['No keychain.'] });
  const { document } = await first.api.documents.create({ name: 'Mine' });
  expect((await second.api.documents.list()).map(({ id }) => id)).toEqual([document.id]);
  first.hangUp();
  second.hangUp();
  parent.tell({ type: 'close' });
  await parent.exited;
  expect(parent.heard).toEqual([]);
});

it('hands entered keys over to be kept', async () => {
  open();
  const { api, hangUp } = parent.dial();
  await api.keys.set({ name: 'openai', key: 'sk-1', baseUrls: [] });
  expect((await api.keys.list()).keeping).toEqual({ type: 'keyring' });
  expect(parent.heard).toEqual([{ type: 'keep-secrets', secrets: { openai: { value: 'sk-1', baseUrls: [] } } }]);
  hangUp();
  parent.tell({ type: 'close' });
  await parent.exited;
});

it('imports files, and says why one cannot be', async () => {
  open();
  const good = join(folder, 'good.json');
  writeFileSync(good, JSON.stringify(roundRobin([person('ada')], { max_turns: 1 })));
  const missing = join(folder, 'missing.json');
  parent.tell({ type: 'import', file: good });
  parent.tell({ type: 'import', file: missing });
  await vi.waitFor(() => expect(parent.heard).toHaveLength(2));
  expect(parent.heard).toEqual([
    { type: 'imported', document: expect.stringMatching(/^team-/) as unknown },
    { type: 'import-failed', file: missing, message: `${missing}: There is no such file.` },
  ]);
  parent.tell({ type: 'close' });
  await parent.exited;
});

it('says why it cannot open', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  parent.tell({ type: 'open', dataFolder: file, secrets: {}, notices: [] });
  await vi.waitFor(() => expect(parent.heard).toHaveLength(1));
  expect(parent.heard).toMatchObject([{ type: 'failed', message: expect.stringContaining(file) as unknown }]);
  parent.tell({ type: 'close' });
  await parent.exited;
});
