import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { contract } from '../../shared/rpc/contract.ts';
import { composeEngine, type ComposedEngine } from '../engine/compose-engine.ts';
import { secretsOfThisProcess } from '../engine/process-secrets.ts';
import { acceptRpc } from './accept-rpc.ts';
import { serve, type Serving } from './serve.ts';

let folder: string;
let composed: ComposedEngine;
let serving: Serving;
let address: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'troupe-rpc-'));
  composed = composeEngine({ host: 'serve', dataFolder: folder, notices: [], secrets: secretsOfThisProcess() });
  serving = await serve({
    port: 0,
    page: { folder },
    accept: acceptRpc(composed.engine),
    announce: (url) => (address = url),
  });
});

afterEach(async () => {
  await serving.close();
  await composed.close();
  rmSync(folder, { recursive: true });
});

/** What a page does: exchanges its token, shows its session, and speaks oRPC. */
async function openPage(): Promise<{ api: ContractRouterClient<typeof contract>; socket: WebSocket }> {
  const { origin, searchParams } = new URL(address);
  const body = JSON.stringify({ token: searchParams.get('token') });
  const response = await fetch(`${origin}/session`, { method: 'POST', body });
  const { session } = (await response.json()) as { session: string };
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`);
  await new Promise((resolve) => {
    socket.once('open', () => socket.send(JSON.stringify({ token: session })));
    socket.once('message', resolve);
  });
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }); // ws has the browser's interface
  return { api: createORPCClient(link), socket };
}

it('answers calls over the socket, large ones too', async () => {
  const { api, socket } = await openPage();
  expect(await api.app.info()).toMatchObject({ host: 'serve', dataFolder: folder });
  const { document } = await api.documents.create({});
  const description = 'x'.repeat(5_000_000);
  expect(await api.documents.save({ document: { ...document, description }, base: 1 })).toEqual({ version: 2 });
  expect((await api.documents.open({ id: document.id })).document.description).toHaveLength(5_000_000);
  socket.close();
});

it('tells the page that it closes', async () => {
  const { socket } = await openPage();
  const code = new Promise((resolve) => socket.once('close', resolve));
  await serving.close();
  expect(await code).toBe(1001);
});
