import { describe, expect, it } from 'vitest';
import { agentId, topicId } from './agent-id.ts';
import { MessageDroppedError } from './errors.ts';
import { agentThat, failOnError, recorder } from './fake-agents.ts';
import { InProcessRuntime } from './in-process-runtime.ts';
import { DROP, type InterceptionHandler } from './interception.ts';
import { DefaultSubscription } from './subscription.ts';

const writer = agentId('writer', 'a');
const critic = agentId('critic', 'a');
const topic = topicId('default', 'a');

function intercepted(heard: string[], ...handlers: InterceptionHandler<string>[]): InProcessRuntime<string> {
  const runtime = new InProcessRuntime<string>(failOnError);
  runtime.registerFactory('writer', recorder(heard));
  runtime.addSubscription(new DefaultSubscription({ agentType: 'writer' }));
  for (const handler of handlers) runtime.addInterceptionHandler(handler);
  return runtime;
}

describe('an interception handler', () => {
  it('replaces messages in all three directions, each seeing what the one before gave back', async () => {
    const heard: string[] = [];
    const runtime = intercepted(
      heard,
      { onSend: (message) => `${message}!`, onPublish: (message) => `${message}.` },
      { onSend: (message) => `${message}?`, onResponse: (answer) => Number(answer) + 1 },
      { onPublish: (message) => `${message}…`, onResponse: (answer) => `length ${Number(answer)}` },
    );
    expect(await runtime.send('hi', writer)).toBe('length 5');
    runtime.publish('news', topic);
    await runtime.stopWhenIdle();
    expect(heard).toEqual(['writer/a:hi!?', 'writer/a:news.…']);
  });

  it('is told the way of each message', async () => {
    const ways: unknown[] = [];
    const runtime = intercepted([], {
      onSend: (message, way) => (ways.push({ message, ...way }), message),
      onPublish: (message, way) => (ways.push({ message, ...way }), message),
      onResponse: (answer, way) => (ways.push({ answer, ...way }), answer),
    });
    await runtime.send('hi', writer, { sender: critic });
    runtime.publish('news', topic);
    await runtime.stopWhenIdle();
    expect(ways).toEqual([
      { message: 'hi', sender: critic, recipient: writer },
      { answer: 2, sender: writer, recipient: critic },
      { message: 'news', sender: undefined, topic },
    ]);
  });

  it('drops a send, an answer and a publication; the senders hear of it and the runtime comes to rest', async () => {
    const heard: string[] = [];
    const runtime = intercepted(heard, {
      onSend: (message) => (message === 'secret' ? DROP : message),
      onPublish: () => DROP,
      onResponse: () => DROP,
    });
    const results = Promise.allSettled([runtime.send('secret', writer), runtime.send('hi', writer)]);
    runtime.publish('news', topic);
    await runtime.stopWhenIdle();
    expect(await results).toEqual([
      { status: 'rejected', reason: new MessageDroppedError('send', writer) },
      { status: 'rejected', reason: new MessageDroppedError('response', writer) },
    ]);
    expect(heard).toEqual(['writer/a:hi']);
  });

  it('that fails rejects the send or the answer, or loses the publication, and the runtime comes to rest', async () => {
    const heard: string[] = [];
    const failures: unknown[] = [];
    const crash = new Error('no permit');
    const fail = (): never => {
      throw crash;
    };
    const runtime = new InProcessRuntime<string>((error, recipient) => failures.push([error, recipient]));
    runtime.registerFactory('writer', recorder(heard));
    runtime.addSubscription(new DefaultSubscription({ agentType: 'writer' }));
    runtime.addInterceptionHandler({
      onSend: (message) => (message === 'secret' ? fail() : message),
      onPublish: fail,
      onResponse: fail,
    });
    const results = Promise.allSettled([runtime.send('secret', writer), runtime.send('hi', writer)]);
    runtime.publish('news', topic);
    await runtime.stopWhenIdle();
    const failed = { status: 'rejected', reason: crash };
    expect([await results, failures, heard]).toEqual([[failed, failed], [[crash, undefined]], ['writer/a:hi']]);
  });

  it('does not see the failure of a handler', async () => {
    const crash = new Error('no model');
    const runtime = new InProcessRuntime<string>(failOnError);
    runtime.registerFactory(
      'writer',
      agentThat(() => Promise.reject(crash)),
    );
    runtime.addInterceptionHandler({ onResponse: failOnError });
    await expect(runtime.send('hi', writer)).rejects.toBe(crash);
  });
});
