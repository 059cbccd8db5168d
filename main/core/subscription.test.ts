import { describe, expect, it } from 'vitest';
import { agentId, topicId } from './agent-id.ts';
import { RegistrationError } from './errors.ts';
import { failOnError, recorder } from './fake-agents.ts';
import { InProcessRuntime } from './in-process-runtime.ts';
import { DefaultSubscription, TypePrefixSubscription, TypeSubscription, type Subscription } from './subscription.ts';

async function heardBy(subscriptions: readonly Subscription[], topics: readonly string[]): Promise<string[]> {
  const heard: string[] = [];
  const runtime = new InProcessRuntime<string>(failOnError);
  for (const type of ['writer', 'critic']) runtime.registerFactory(type, recorder(heard));
  for (const subscription of subscriptions) runtime.addSubscription(subscription);
  for (const topic of topics) runtime.publish(topic, topicId(topic, 'monday'));
  await runtime.idle();
  return heard;
}

describe('subscriptions', () => {
  it('of a type match that type only', async () => {
    const subscription = new TypeSubscription({ topicType: 'news', agentType: 'writer' });
    expect(await heardBy([subscription], ['news', 'news:1', 'old'])).toEqual(['writer/monday:news']);
  });

  it('of a prefix match every type that begins with it', async () => {
    const subscription = new TypePrefixSubscription({ topicTypePrefix: 'writer:', agentType: 'writer' });
    expect(await heardBy([subscription], ['writer:a', 'writer', 'writer:b=1'])).toEqual([
      'writer/monday:writer:a',
      'writer/monday:writer:b=1',
    ]);
  });

  it('by default are to the type "default"', async () => {
    const subscription = new DefaultSubscription({ agentType: 'writer' });
    expect(await heardBy([subscription], ['default', 'other'])).toEqual(['writer/monday:default']);
  });

  it('deliver in the order of their addition, and twice to an agent with two of them', async () => {
    const prefix = new TypePrefixSubscription({ topicTypePrefix: '', agentType: 'critic' });
    const both = ['critic', 'writer'].map((agentType) => new TypeSubscription({ topicType: 'news', agentType }));
    expect(await heardBy([...both, prefix], ['news'])).toEqual([
      'critic/monday:news',
      'writer/monday:news',
      'critic/monday:news',
    ]);
  });

  it('count from the moment they are added until they are removed', async () => {
    const heard: string[] = [];
    const runtime = new InProcessRuntime<string>(failOnError);
    runtime.registerFactory('writer', recorder(heard));
    const subscription = new TypeSubscription({ topicType: 'news', agentType: 'writer' });
    const publish = (message: string): void => runtime.publish(message, topicId('news', 'a'));
    publish('before');
    runtime.addSubscription(subscription);
    publish('while');
    runtime.removeSubscription(subscription.id);
    publish('after');
    await runtime.idle();
    expect(heard).toEqual(['writer/a:while']);
    expect(() => runtime.removeSubscription(subscription.id)).toThrow(RegistrationError);
  });

  it('are equal by id, or by kind, pattern and agent type', () => {
    const type = new TypeSubscription({ topicType: 'default', agentType: 'writer', id: 'one' });
    const sameType = new DefaultSubscription({ agentType: 'writer' });
    const prefix = new TypePrefixSubscription({ topicTypePrefix: 'default', agentType: 'writer' });
    const samePrefix = new TypePrefixSubscription({ topicTypePrefix: 'default', agentType: 'writer', id: 'two' });
    const sameId = new DefaultSubscription({ agentType: 'critic', id: 'one' });
    const all = [type, sameType, prefix, samePrefix, sameId];
    expect(all.map((one) => all.map((other) => Number(one.equals(other))).join(''))).toEqual([
      '11001',
      '11000',
      '00110',
      '00110',
      '10001',
    ]);
    const runtime = new InProcessRuntime<string>(failOnError);
    runtime.addSubscription(type);
    expect(() => runtime.addSubscription(sameType)).toThrow('Subscription "type/default/writer" exists already.');
  });

  it('may name a type that is registered later', async () => {
    const heard: string[] = [];
    const failures: unknown[] = [];
    const runtime = new InProcessRuntime<string>((_error, recipient) => failures.push(recipient));
    runtime.addSubscription(new DefaultSubscription({ agentType: 'writer' }));
    runtime.publish('early', topicId('default', 'a'));
    runtime.registerFactory('writer', recorder(heard));
    runtime.publish('late', topicId('default', 'a'));
    await runtime.idle();
    expect([failures, heard]).toEqual([[agentId('writer', 'a')], ['writer/a:late']]);
  });
});
