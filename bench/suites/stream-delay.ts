import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { RPCHandler } from '@orpc/server/message-port';
import { composeEngine } from '../../app/engine/compose-engine.ts';
import { secretsOfThisProcess } from '../../app/engine/process-secrets.ts';
import { serverSentEvents, startFakeProvider } from '../../main/models/fake-provider.ts';
import { router } from '../../main/rpc/router.ts';
import type { contract } from '../../shared/rpc/contract.ts';
import type { Row, Suite } from '../row.ts';

type Api = ContractRouterClient<typeof contract>;

const PIECES = 200;
const EVERY_MS = 5;
const ROUNDS = 3;
const AIM_MS = 25;

/** From the write of a piece at a provider to its arrival in a client's watch, against a bare fetch of the same answer. */
export const streamDelay: Suite = {
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'troupe-bench-'));
    const secrets = secretsOfThisProcess();
    const { engine, close } = composeEngine({ host: 'serve', dataFolder: folder, notices: [], secrets });
    const { port1, port2 } = new MessageChannel();
    new RPCHandler(router).upgrade(port1 as never, { context: engine }); // Node's port is one of those it takes
    port1.start();
    const api: Api = createORPCClient(new RPCLink({ port: port2 as never }));
    port2.start();
    try {
      return await measured(api);
    } finally {
      port2.close();
      await close();
      rmSync(folder, { recursive: true });
    }
  },
};

async function measured(api: Api): Promise<Row[]> {
  let begin = (): void => undefined;
  let begun = Promise.resolve();
  await using provider = await startFakeProvider((response) => void begun.then(() => writePieces(response)));
  const text = JSON.stringify(teamAt(`${provider.url}/v1`));
  const { id } = (await api.documents.importFile({ fileName: 'team.json', text })).stored.document;
  const fetched: number[] = [];
  const watched: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const base = await delaysOfFetch(provider.url);
    begun = new Promise((resolve) => (begin = resolve)); // no piece is sent before somebody watches
    const { run } = await api.runs.start({ document: id, task: 'Go', debug: false, breakpoints: [] });
    const arrivals = new Arrivals();
    for await (const signal of await api.runs.watch({ run, after: 0 })) {
      if (signal.type === 'caught-up') begin();
      if (signal.type === 'delta') arrivals.add(signal.text);
      if (signal.type === 'left' || (signal.type === 'event' && signal.event.body.type === 'run-end')) break;
    }
    if (round === 0) continue; // to warm up
    fetched.push(...base);
    watched.push(...arrivals.all());
  }
  return [50, 95].map((percent) => ({
    suite: 'stream-delay',
    name: `provider's byte to the client's event, p${percent}`,
    value: percentile(watched, percent),
    base: percentile(fetched, percent),
    ratio: null,
    aim: AIM_MS,
    unit: 'ms',
    better: 'less',
  }));
}

/** Each piece says when it was sent. */
async function writePieces(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (let piece = 0; piece < PIECES; piece += 1) {
    response.write(serverSentEvents([chunk({ content: `${performance.now().toFixed(2)} ` }, null)]));
    await sleep(EVERY_MS);
  }
  response.end(serverSentEvents([chunk({}, 'stop'), '[DONE]']));
}

function chunk(delta: object, finish_reason: string | null): object {
  return { object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] };
}

async function delaysOfFetch(url: string): Promise<readonly number[]> {
  const { body } = await fetch(url, { method: 'POST', body: '{}' });
  const arrivals = new Arrivals();
  for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    for (const [, text] of part.matchAll(/"content":"([^"]*)"/g)) arrivals.add(text ?? '');
  }
  return arrivals.all();
}

/** How long the pieces took, in milliseconds. A piece has arrived when its last character has. */
class Arrivals {
  readonly #delays: number[] = [];
  #rest = '';

  add(text: string): void {
    const nowMs = performance.now();
    const pieces = (this.#rest + text).split(' ');
    this.#rest = pieces.pop() ?? '';
    for (const sentMs of pieces) this.#delays.push(nowMs - Number(sentMs));
  }

  /** @throws when not every piece has arrived. */
  all(): readonly number[] {
    if (this.#delays.length === PIECES) return this.#delays;
    throw new Error(`${this.#delays.length} of ${PIECES} pieces arrived.`);
  }
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? Number.NaN;
}

function teamAt(base_url: string): object {
  const client = 'autogen_ext.models.openai.OpenAIChatCompletionClient';
  const model_client = envelope(client, 'model', 1, { model: 'gpt-4o', api_key: 'sk-bench', base_url });
  const config = { name: 'writer', model_client, model_client_stream: true };
  const writer = envelope('autogen_agentchat.agents.AssistantAgent', 'agent', 2, config);
  const team = 'autogen_agentchat.teams.RoundRobinGroupChat';
  return envelope(team, 'team', 1, { participants: [writer], max_turns: 1 });
}

function envelope(provider: string, component_type: string, version: number, config: object): object {
  return { provider, component_type, version, component_version: version, config };
}
