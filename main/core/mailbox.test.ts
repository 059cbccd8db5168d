import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { agentId } from './agent-id.ts';
import { DeadlockError } from './errors.ts';
import { agentThat, failOnError } from './fake-agents.ts';
import { InProcessRuntime } from './in-process-runtime.ts';

const a = agentId('a', '1');
const b = agentId('b', '1');
const c = agentId('c', '1');

describe('cancellation of a waiting send', () => {
  it('rejects with the reason of the signal, and the agent never sees a message that was still queued', async () => {
    const heard: string[] = [];
    const outside = Promise.withResolvers<void>();
    const runtime = new InProcessRuntime<string>(failOnError);
    const handle = async (message: string): Promise<void> => {
      heard.push(message);
      await outside.promise;
    };
    runtime.registerFactory('a', agentThat(handle));
    const handled = new AbortController();
    const queued = new AbortController();
    const results = Promise.allSettled([
      runtime.send('handled', a, { signal: handled.signal }),
      runtime.send('queued', a, { signal: queued.signal }),
      runtime.send('last', a),
    ]);
    await new Promise(setImmediate);
    queued.abort('changed my mind');
    handled.abort('enough');
    outside.resolve();
    expect(await results).toEqual([
      { status: 'rejected', reason: 'enough' },
      { status: 'rejected', reason: 'changed my mind' },
      { status: 'fulfilled', value: undefined },
    ]);
    expect(heard).toEqual(['handled', 'last']);
    await runtime.stopWhenIdle();
  });

  it('rejects at once when the signal is aborted already', async () => {
    const runtime = new InProcessRuntime<string>(failOnError);
    runtime.registerFactory('a', agentThat(failOnError));
    await expect(runtime.send('hi', a, { signal: AbortSignal.abort('too late') })).rejects.toBe('too late');
    expect(runtime.isIdle).toBe(true);
  });

  it('leaves no listener behind once the answer is there', async () => {
    const runtime = new InProcessRuntime<string>(failOnError);
    runtime.registerFactory(
      'a',
      agentThat((message) => message),
    );
    const { signal } = new AbortController();
    const answer = runtime.send('hi', a, { signal });
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    expect(await answer).toBe('hi');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('agents that would wait for each other', () => {
  it('hear so instead: an agent that sends to itself while it handles a message', async () => {
    const runtime = new InProcessRuntime<string>(failOnError);
    runtime.registerFactory(
      'a',
      agentThat((_message, _context, id) => runtime.send('again', id, { sender: id })),
    );
    await expect(runtime.send('hi', a)).rejects.toThrow(new DeadlockError([a, a]));
    expect(runtime.isIdle).toBe(true);
  });

  it('hear so instead: the one that closes a circle', async () => {
    const runtime = new InProcessRuntime<string>(failOnError);
    const circle = { a: b, b: c, c: a };
    for (const [type, next] of Object.entries(circle)) {
      runtime.registerFactory(
        type,
        agentThat((message, _context, id) => runtime.send(message, next, { sender: id })),
      );
    }
    await expect(runtime.send('hi', a)).rejects.toThrow(
      'Sending would wait for ever: c/1 → a/1 → b/1 → c/1. An agent handles one message at a time',
    );
    expect(runtime.isIdle).toBe(true);
  });

  it('hear so instead: two that ask each other while each is busy with something else', async () => {
    const bBegan = Promise.withResolvers<void>();
    const runtime = new InProcessRuntime<string>(failOnError);
    const asks = { a: b, b: a };
    for (const [type, other] of Object.entries(asks)) {
      runtime.registerFactory(
        type,
        agentThat(async (message, _context, id) => {
          if (message === 'question') return 'answer';
          if (id.type === 'b') bBegan.resolve();
          await bBegan.promise;
          return runtime.send('question', other, { sender: id });
        }),
      );
    }
    const results = await Promise.allSettled([runtime.send('start', a), runtime.send('start', b)]);
    expect(results).toEqual([
      { status: 'fulfilled', value: 'answer' },
      { status: 'rejected', reason: new DeadlockError([b, a, b]) },
    ]);
  });

  it('may ask back what has ended or been given up', async () => {
    const runtime = new InProcessRuntime<string>(failOnError);
    const givenUp = new AbortController();
    runtime.registerFactory(
      'a',
      agentThat(async (message, _context, id) => {
        if (message === 'question') return 'answer';
        // Not waited for: the circle of the first is cut by the signal, of the others by the end of this handler.
        const first = runtime.send('ask back', b, { sender: id, signal: givenUp.signal });
        void runtime.send('ask back', b, { sender: id }).then((answer) => answers.push(answer));
        void runtime.send('ask back', b, { sender: id }).then((answer) => answers.push(answer));
        givenUp.abort('never mind');
        await expect(first).rejects.toBe('never mind');
        return 'done';
      }),
    );
    const answers: unknown[] = [];
    const mayAsk = Promise.withResolvers<void>();
    runtime.registerFactory(
      'b',
      agentThat(async (_message, _context, id) => {
        await mayAsk.promise;
        return runtime.send('question', a, { sender: id });
      }),
    );
    expect(await runtime.send('start', a)).toBe('done');
    mayAsk.resolve();
    await runtime.idle();
    await runtime.stop();
    expect(answers).toEqual(['answer', 'answer']);
  });

  it('may share an agent that both wait for', async () => {
    const runtime = new InProcessRuntime<string>(failOnError);
    runtime.registerFactory(
      'c',
      agentThat((message) => message.length),
    );
    runtime.registerFactory(
      'b',
      agentThat((message, _context, id) => runtime.send(message, c, { sender: id })),
    );
    runtime.registerFactory(
      'a',
      agentThat((message, _context, id) =>
        Promise.all([b, c, b, c].map((next) => runtime.send(message, next, { sender: id }))),
      ),
    );
    expect(await runtime.send('four', a)).toEqual([4, 4, 4, 4]);
  });
});
