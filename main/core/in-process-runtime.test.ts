import { describe, expect, it } from 'vitest';
import { agentId, formatAddress, topicId, type AgentId } from './agent-id.ts';
import { RegistrationError, RuntimeStoppedError, UndeliverableError } from './errors.ts';
import { agentThat, failOnError, recorder } from './fake-agents.ts';
import { InProcessRuntime } from './in-process-runtime.ts';
import { TypeSubscription } from './subscription.ts';

const writer = agentId('writer', 'run-1');
const critic = agentId('critic', 'run-1');
const group = topicId('group', 'run-1');

function groupOf(types: readonly string[], runtime: InProcessRuntime<string>): void {
  for (const agentType of types) runtime.addSubscription(new TypeSubscription({ topicType: 'group', agentType }));
}

describe('one agent', () => {
  it('handles its messages one at a time in the order of sending, however long each takes', async () => {
    const heard: string[] = [];
    const slow = Promise.withResolvers<void>();
    const runtime = new InProcessRuntime<string>(failOnError);
    const handle = async (message: string): Promise<string> => {
      heard.push(`begins ${message}`);
      if (message === 'slow') await slow.promise;
      heard.push(`ends ${message}`);
      return message.toUpperCase();
    };
    runtime.registerFactory('writer', agentThat(handle));
    const answers = [runtime.send('slow', writer), runtime.send('quick', writer), runtime.send('last', writer)];
    await new Promise(setImmediate);
    expect(heard).toEqual(['begins slow']);
    slow.resolve();
    expect(await Promise.all(answers)).toEqual(['SLOW', 'QUICK', 'LAST']);
    expect(heard).toEqual(['begins slow', 'ends slow', 'begins quick', 'ends quick', 'begins last', 'ends last']);
  });

  it('is made at its first delivery, once for each key', async () => {
    const made: string[] = [];
    const runtime = new InProcessRuntime<string>(failOnError);
    runtime.registerFactory('writer', (id) => {
      made.push(formatAddress(id));
      return { id, handle: () => undefined };
    });
    const first = runtime.send('one', agentId('writer', 'a'));
    expect(made).toEqual([]);
    await first;
    await runtime.send('two', agentId('writer', 'a'));
    await runtime.send('three', agentId('writer', 'b/c'));
    expect(made).toEqual(['writer/a', 'writer/b/c']);
  });

  it('is made again after its factory failed, and the failure goes to the sender', async () => {
    const crash = new Error('no model');
    let isBroken = true;
    const runtime = new InProcessRuntime<string>(failOnError);
    runtime.registerFactory('writer', (id) => {
      if (isBroken) throw crash;
      return { id, handle: (message) => message.length };
    });
    await expect(runtime.send('one', writer)).rejects.toBe(crash);
    isBroken = false;
    expect(await runtime.send('four', writer)).toBe(4);
  });

  it('is told who sent a message, where, and under which id', async () => {
    const contexts: unknown[] = [];
    const { signal } = new AbortController();
    const runtime = new InProcessRuntime<string>(failOnError);
    runtime.registerFactory(
      'writer',
      agentThat((_message, { sender, topic, isRpc, messageId, signal: own }) => {
        contexts.push({ sender, topic, isRpc, messageId, isOwnSignal: own === signal, isAborted: own.aborted });
      }),
    );
    groupOf(['writer'], runtime);
    runtime.publish('first', group, { sender: critic });
    await runtime.send('second', writer, { signal });
    await runtime.send('third', writer, { messageId: 'mine' });
    const none = { sender: undefined, topic: undefined, isOwnSignal: false, isAborted: false };
    expect(contexts).toEqual([
      { ...none, sender: critic, topic: group, isRpc: false, messageId: 'message-1' },
      { ...none, isRpc: true, messageId: 'message-2', isOwnSignal: true },
      { ...none, isRpc: true, messageId: 'mine' },
    ]);
  });

  it('publishes to its own session unless it says otherwise', async () => {
    const heard: string[] = [];
    const runtime = new InProcessRuntime<string>(failOnError);
    runtime.registerFactory('critic', recorder(heard));
    runtime.addSubscription(new TypeSubscription({ topicType: 'default', agentType: 'critic' }));
    runtime.registerFactory(
      'writer',
      agentThat((message, context, id) => runtime.publish(message, context.topicFor(), { sender: id })),
    );
    await runtime.send('draft', agentId('writer', 'monday'));
    await runtime.send('draft', agentId('writer', 'friday'));
    await runtime.idle();
    expect(heard).toEqual(['critic/monday:draft', 'critic/friday:draft']);
  });

  it('gets the very object that was sent', async () => {
    const message = { text: 'draft' };
    const runtime = new InProcessRuntime<object>(failOnError);
    runtime.registerFactory('echo', (id) => ({ id, handle: (received) => received }));
    expect(await runtime.send(message, agentId('echo', 'a'))).toBe(message);
  });
});

describe('several agents', () => {
  it('take turns, and do not wait for each other', async () => {
    const heard: string[] = [];
    const slow = Promise.withResolvers<void>();
    const runtime = new InProcessRuntime<string>(failOnError);
    runtime.registerFactory(
      'writer',
      agentThat(async (message, _context, id) => {
        heard.push(`${id.key} begins ${message}`);
        if (id.key === 'a' && message === '1') await slow.promise;
        heard.push(`${id.key} ends ${message}`);
      }),
    );
    const all = ['1', '2'].flatMap((message) => ['a', 'b'].map((key) => runtime.send(message, agentId('writer', key))));
    await new Promise(setImmediate);
    expect(heard).toEqual(['a begins 1', 'b begins 1', 'b ends 1', 'b begins 2', 'b ends 2']);
    slow.resolve();
    await Promise.all(all);
    expect(heard.slice(5)).toEqual(['a ends 1', 'a begins 2', 'a ends 2']);
  });

  it('all hear a published message but the one that published it', async () => {
    const heard: string[] = [];
    const runtime = new InProcessRuntime<string>(failOnError);
    for (const type of ['critic', 'writer', 'editor']) runtime.registerFactory(type, recorder(heard));
    groupOf(['critic', 'writer', 'editor'], runtime);
    runtime.publish('draft', group, { sender: writer });
    runtime.publish('more', group, { sender: agentId('writer', 'run-2') });
    runtime.publish('task', group);
    await runtime.idle();
    expect(heard).toEqual([
      'critic/run-1:draft',
      'editor/run-1:draft',
      'writer/run-1:more',
      'critic/run-1:more',
      'editor/run-1:more',
      'writer/run-1:task',
      'critic/run-1:task',
      'editor/run-1:task',
    ]);
  });

  it('pass a message on a hundred thousand times without growing the stack or starving the event loop', async () => {
    let immediates = 0;
    let isRunning = true;
    const countImmediates = (): void => {
      immediates += 1;
      if (isRunning) setImmediate(countImmediates);
    };
    const runtime = new InProcessRuntime<number>(failOnError);
    for (const [type, next] of Object.entries({ ping: 'pong', pong: 'ping' })) {
      runtime.registerFactory(type, (id) => ({
        id,
        handle(left) {
          if (left > 0) runtime.publish(left - 1, { type: next, source: id.key }, { sender: id });
        },
      }));
      runtime.addSubscription(new TypeSubscription({ topicType: type, agentType: type }));
    }
    setImmediate(countImmediates);
    runtime.publish(100_000, topicId('ping', 'a'));
    await runtime.idle();
    isRunning = false;
    expect(immediates).toBeGreaterThanOrEqual(Math.floor(100_000 / 256));
  });

  it('answer each other along ten thousand nested sends', async () => {
    const runtime = new InProcessRuntime<number>(failOnError);
    runtime.registerFactory('digit', (id) => ({
      id,
      handle: async (left) =>
        left === 0 ? 0 : Number(await runtime.send(left - 1, agentId('digit', String(left - 1)), { sender: id })) + 1,
    }));
    expect(await runtime.send(10_000, agentId('digit', '10000'))).toBe(10_000);
  });
});

describe('failures', () => {
  it('of a handler go to the sender, and the agent goes on', async () => {
    const runtime = new InProcessRuntime<string>(failOnError);
    const crash = new Error('no model');
    runtime.registerFactory(
      'writer',
      agentThat((message) => {
        if (message === 'throw') throw crash;
        return message === 'reject' ? Promise.reject(crash) : message;
      }),
    );
    const results = await Promise.allSettled(['throw', 'reject', 'fine'].map((one) => runtime.send(one, writer)));
    expect(results).toEqual([
      { status: 'rejected', reason: crash },
      { status: 'rejected', reason: crash },
      { status: 'fulfilled', value: 'fine' },
    ]);
    expect(runtime.isIdle).toBe(true);
  });

  it('with a published message go to the listener, and the others hear it all the same', async () => {
    const failures: [unknown, AgentId | undefined][] = [];
    const heard: string[] = [];
    const crash = new Error('no model');
    const runtime = new InProcessRuntime<string>((error, recipient) => failures.push([error, recipient]));
    runtime.registerFactory(
      'writer',
      agentThat(() => Promise.reject(crash)),
    );
    runtime.registerFactory('broken', () => {
      throw crash;
    });
    runtime.registerFactory('critic', recorder(heard));
    groupOf(['writer', 'nobody', 'broken', 'critic'], runtime);
    runtime.publish('draft', group);
    await runtime.stopWhenIdle();
    expect(heard).toEqual(['critic/run-1:draft']);
    const nobody = agentId('nobody', 'run-1');
    const unknown = new UndeliverableError({ recipient: nobody, known: ['writer', 'broken', 'critic'] });
    expect(failures).toEqual([
      [unknown, nobody],
      [crash, agentId('broken', 'run-1')],
      [crash, writer],
    ]);
  });

  it('of a send to an unknown type name the types that are known', async () => {
    const runtime = new InProcessRuntime<string>(failOnError);
    runtime.registerFactory('writer', recorder([]));
    runtime.registerInstance({ id: agentId('tool', 'a'), handle: () => undefined });
    const unknown = runtime.send('hi', agentId('painter', 'a'));
    await expect(unknown).rejects.toThrow('No agent type "painter" is registered. Registered types: writer, tool.');
    await expect(runtime.send('hi', agentId('tool', 'b'))).rejects.toBeInstanceOf(UndeliverableError);
  });

  it('of registration say what is taken', () => {
    const runtime = new InProcessRuntime<string>(failOnError);
    const instance = { id: agentId('tool', 'a'), handle: () => undefined };
    runtime.registerFactory('writer', recorder([]));
    runtime.registerInstance(instance);
    runtime.registerInstance({ ...instance, id: agentId('tool', 'b') });
    expect(() => runtime.registerFactory('writer', recorder([]))).toThrow(RegistrationError);
    expect(() => runtime.registerFactory('tool', recorder([]))).toThrow('Agent type "tool" is registered already.');
    expect(() => runtime.registerInstance(instance)).toThrow('Agent "tool/a" is registered already.');
    expect(() => runtime.registerInstance({ ...instance, id: writer })).toThrow(RegistrationError);
    expect(() => runtime.registerFactory('with/slash', recorder([]))).toThrow(TypeError);
  });
});

describe('coming to rest', () => {
  it('is idle once the consequences of consequences have been handled', async () => {
    const heard: string[] = [];
    const runtime = new InProcessRuntime<string>(failOnError);
    runtime.registerFactory('critic', recorder(heard));
    groupOf(['critic'], runtime);
    runtime.registerFactory(
      'writer',
      agentThat(async (message, _context, id) => {
        await Promise.resolve();
        if (message.length < 3) runtime.publish(`${message}!`, topicId('draft', id.key));
        runtime.publish(message, group, { sender: id });
      }),
    );
    runtime.addSubscription(new TypeSubscription({ topicType: 'draft', agentType: 'writer' }));
    expect([runtime.isIdle, runtime.hasReady]).toEqual([true, false]);
    await runtime.idle();
    runtime.publish('a', topicId('draft', 'run-1'));
    expect([runtime.isIdle, runtime.hasReady]).toEqual([false, true]);
    await runtime.idle();
    expect([runtime.isIdle, runtime.hasReady]).toEqual([true, false]);
    expect(heard).toEqual(['critic/run-1:a', 'critic/run-1:a!', 'critic/run-1:a!!']);
  });

  it('has nothing ready while all that is open waits for something outside', async () => {
    const outside = Promise.withResolvers<void>();
    const runtime = new InProcessRuntime<string>(failOnError);
    let whileHandling: boolean | undefined;
    const handle = async (): Promise<void> => {
      whileHandling = runtime.hasReady;
      await outside.promise;
    };
    runtime.registerFactory('writer', agentThat(handle));
    const both = [runtime.send('one', writer), runtime.send('two', writer)];
    await new Promise(setImmediate);
    expect([whileHandling, runtime.isIdle, runtime.hasReady]).toEqual([true, false, false]);
    outside.resolve();
    await Promise.all(both);
    expect(runtime.isIdle).toBe(true);
  });

  it('stops when idle after all that was queued is handled, and closes the agents', async () => {
    const heard: string[] = [];
    const runtime = new InProcessRuntime<string>(failOnError);
    runtime.registerFactory('writer', (id) => ({ ...recorder(heard)(id), close: () => void heard.push('closed') }));
    groupOf(['writer'], runtime);
    runtime.publish('one', group);
    runtime.publish('two', group);
    await runtime.stopWhenIdle();
    runtime.publish('three', group);
    await expect(runtime.send('four', writer)).rejects.toThrow(new RuntimeStoppedError(writer));
    expect(heard).toEqual(['writer/run-1:one', 'writer/run-1:two', 'closed']);
  });

  it('stops at once: waiting senders hear of it, and what a handler still brings is dropped', async () => {
    const heard: string[] = [];
    const outside = Promise.withResolvers<void>();
    const runtime = new InProcessRuntime<string>(failOnError);
    runtime.registerFactory('critic', recorder(heard));
    groupOf(['critic'], runtime);
    const handle = async (message: string): Promise<string> => {
      heard.push(message);
      await outside.promise;
      runtime.publish('too late', group);
      throw new Error('too late as well');
    };
    runtime.registerFactory('writer', agentThat(handle));
    const waiting = [runtime.send('handled', writer), runtime.send('queued', writer)];
    const idle = runtime.stopWhenIdle();
    await new Promise(setImmediate);
    await runtime.stop();
    await idle;
    const stopped = { status: 'rejected', reason: new RuntimeStoppedError(writer) };
    expect(await Promise.allSettled(waiting)).toEqual([stopped, stopped]);
    outside.resolve();
    await new Promise(setImmediate);
    expect(heard).toEqual(['handled']);
    expect([runtime.isIdle, runtime.hasReady]).toEqual([true, false]);
  });

  it('can be stopped from inside a handler and from inside the closing of an agent', async () => {
    const failures: unknown[] = [];
    const crash = new Error('cannot close');
    const runtime = new InProcessRuntime<string>((error) => failures.push(error));
    runtime.registerFactory('writer', (id) => ({
      id,
      handle: () => runtime.stop(),
      close: async () => {
        void runtime.stop();
        throw crash;
      },
    }));
    groupOf(['writer'], runtime);
    runtime.publish('one', group);
    await runtime.stopWhenIdle();
    expect(failures).toEqual([crash]);
  });
});
