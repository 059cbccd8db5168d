import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { isChatMessage } from '../../shared/chat/chat-item.ts';
import { dumpItem } from '../../shared/chat/dump.ts';
import type { CreateResult } from '../../shared/chat/llm-message.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { RunId } from '../../shared/ids.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import { buildTeam } from '../compiler/build-team.ts';
import type { LiveTeam } from '../core/live-team.ts';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import { modelInfo } from '../models/model-info.ts';
import { ReplayModelClient } from '../models/replay-client.ts';
import { logOf, type Rig } from './rig.fixture.ts';

/** AutoGen's default, which stands in the golden runs. */
export const SYSTEM =
  'You are a helpful AI assistant. Solve tasks using your tools. Reply with TERMINATE when the task has been completed.';
/** AutoGen's default, which selectors and orchestrators read in the golden runs. */
export const DESCRIPTION = 'An agent that provides assistance with ability to use tools.';

/** What AutoGen itself told, by name. */
export function golden(name: 'runs' | 'states'): Record<string, Json> {
  const file = new URL(`../../test/fixtures/autogen/golden/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Json>;
}

/** Ids and times are of each run. */
export function comparable(value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => comparable(item as Json));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as JsonObject).map(([key, item]) => [
    key,
    key === 'created_at' || key === 'request_id' || (key === 'id' && 'created_at' in value)
      ? ''
      : comparable(item ?? null),
  ]);
  return Object.fromEntries(entries) as JsonObject;
}

/** What a run yielded and its end, as the golden runs tell it. */
export async function told(rig: Rig, run: RunId): Promise<Json> {
  const outcome = await rig.service.settled(run);
  const items = logOf(rig, run).flatMap(({ body }) => (body.type === 'message' ? [dumpItem(body.message)] : []));
  const stop_reason = outcome.type === 'ended' ? outcome.stopReason : null;
  return comparable([...items, { TaskResult: { n: items.length, stop_reason } }]);
}

export function startRun(rig: Rig, plan: ComponentModel, task = 'go'): RunId {
  const request = { title: '', document: null, overrides: {}, debug: false, breakpoints: [] };
  return rig.service.start({ ...request, plan, task });
}

/** A live team outside of any run. */
export function liveTeam(plan: ComponentModel): LiveTeam {
  const ports = {
    createModelClient: ({ config }: ComponentModel) =>
      new ReplayModelClient({
        label: 'scripted',
        replies: config['chat_completions'] as (string | CreateResult)[],
        info: modelInfo('scripted', undefined),
        wordsPerSecond: 0,
        isLoop: false,
        pieces: 'words',
      }),
    createTool: () => {
      throw new Error('There are no tools.');
    },
  };
  return buildTeam(plan, ports, (error) => {
    throw error;
  });
}

/** Runs a team outside of any run, and gives its state in AutoGen's shape. */
export async function stateAfter(plan: ComponentModel): Promise<JsonObject> {
  const door = new FakeDoor({ askPerson: async ({ prompt }) => `typed:${prompt}` });
  const { team } = liveTeam(plan);
  const messages = [{ type: 'TextMessage', source: 'user', content: 'go' } as const];
  const { items } = await team.run({ messages, outputTaskMessages: true }, door.root);
  expect(items.map(({ item }) => item)).toEqual(door.items);
  expect(items.filter(({ item }) => isChatMessage(item)).length).toBeGreaterThan(1);
  return JSON.parse(JSON.stringify(team.saveState())) as JsonObject;
}
