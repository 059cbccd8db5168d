import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as fake from './fake-llama-library.ts';
import type { LlamaLibrary } from './llama-library.ts';
import { ModelShelf } from './model-shelf.ts';

let folder: string;
let shelf: ModelShelf;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shelf-'));
  Object.assign(fake.memory, { contexts: 100, used: 0, log: [] });
  let reason = '';
  const llama = await fake.getLlama({ logger: (_level, message) => (reason = message.split('model: ')[1] ?? '') });
  shelf = new ModelShelf({
    library: fake as unknown as LlamaLibrary,
    llama,
    takeReason: () => Promise.resolve(reason.trim()),
  });
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, content = 'GGUF'): string {
  if (!existsSync(join(folder, name))) writeFileSync(join(folder, name), content); // a new one would be another model
  return join(folder, name);
}
const sit = (name: string, conversation: string, contextSize?: number): Promise<number> =>
  shelf.use({ model: { path: file(name) }, contextSize, threads: 1, conversation }, ({ context }) =>
    Promise.resolve(context.contextSize),
  );

it('loads a model once for all conversations, and keeps the place of each', async () => {
  expect([await sit('a.gguf', 'one'), await sit('a.gguf', 'two'), await sit('a.gguf', 'one')]).toEqual([
    1000, 1000, 1000,
  ]);
  expect(fake.memory.log).toEqual(['load a.gguf', 'open a.gguf 1000', 'open a.gguf 1000']);
});

it('opens another place when a conversation wants another size', async () => {
  await sit('a.gguf', 'one', 100);
  await sit('a.gguf', 'one', 200);
  expect(fake.memory.log).toEqual(['load a.gguf', 'open a.gguf 100', 'close a.gguf', 'open a.gguf 200']);
});

it('closes the longest unused conversation when there are many', async () => {
  for (let number = 1; number <= 8; number += 1) await sit('a.gguf', `c${number}`, number);
  await sit('a.gguf', 'c1', 1);
  await sit('a.gguf', 'c9', 9);
  await sit('a.gguf', 'c2', 2);
  expect(fake.memory.log.slice(-3)).toEqual(['close a.gguf', 'open a.gguf 2', 'close a.gguf']);
  expect(fake.memory.used).toBe(8);
});

it('unloads the longest unused model when a third is needed', async () => {
  for (const name of ['a.gguf', 'b.gguf', 'c.gguf']) await sit(name, name);
  expect(fake.memory.log.slice(-2)).toEqual(['close a.gguf', 'unload a.gguf']);
});

it('closes what is unused when memory is short, and refuses when nothing is', async () => {
  fake.memory.contexts = 1;
  await sit('a.gguf', 'one');
  await sit('a.gguf', 'two');
  expect(fake.memory.log.slice(-2)).toEqual(['close a.gguf', 'open a.gguf 1000']);
  fake.memory.contexts = 0;
  await expect(sit('a.gguf', 'three', 10)).rejects.toThrow(
    'There is no room for a conversation of 10 tokens with ' +
      `${join(folder, 'a.gguf')}: this machine has too little free memory. Choose a smaller model or a smaller n_ctx.`,
  );
});

it('lets calls of one conversation follow each other', async () => {
  const log: string[] = [];
  const gate = Promise.withResolvers<void>();
  const question = { model: { path: file('a.gguf') }, contextSize: 10, threads: 1, conversation: 'one' };
  const first = shelf.use(question, async () => {
    log.push('first begins');
    await gate.promise;
    log.push('first ends');
  });
  const second = shelf.use(question, () => Promise.resolve(log.push('second')));
  gate.resolve();
  await Promise.all([first, second]);
  expect(log).toEqual(['first begins', 'first ends', 'second']);
});

it.each([
  ['odd.gguf', 'GGUF', "cannot be loaded: unknown model architecture: 'odd'."],
  ['text.gguf', 'Hello', 'is not a GGUF file, or is damaged.'],
])('says what is wrong with %s', async (name, content, message) => {
  const question = { model: { path: file(name, content) }, contextSize: 10, threads: 1, conversation: 'one' };
  await expect(shelf.use(question, () => Promise.resolve())).rejects.toThrow(message);
});

it('says when a file is gone, and when more tokens are asked for than the model can take', async () => {
  const gone = { model: { path: join(folder, 'gone') }, contextSize: 10, threads: 1, conversation: 'one' };
  await expect(shelf.use(gone, () => Promise.resolve())).rejects.toMatchObject({ code: 'not-found' });
  await expect(sit('a.gguf', 'one', 1001)).rejects.toThrow('was made for 1000 tokens at most');
});
