import { RegistrationError } from './errors.ts';

/** Maps topics to agents: a matching topic goes to the agent of `agentType` whose key is the topic's source. */
export interface Subscription {
  /** Unless given, made of what it matches and its agent type: equal subscriptions have equal ids. */
  readonly id: string;
  readonly agentType: string;
  matches(topicType: string): boolean;
  /** True when both would deliver the same: same id, or same kind, pattern and agent type. */
  equals(other: Subscription): boolean;
}

/** Matches one topic type. (AutoGen: TypeSubscription) */
export class TypeSubscription implements Subscription {
  readonly id: string;
  readonly topicType: string;
  readonly agentType: string;

  constructor({ topicType, agentType, id }: { topicType: string; agentType: string; id?: string }) {
    this.topicType = topicType;
    this.agentType = agentType;
    this.id = id ?? `type/${topicType}/${agentType}`;
  }

  matches(topicType: string): boolean {
    return topicType === this.topicType;
  }

  equals(other: Subscription): boolean {
    const isSame =
      other instanceof TypeSubscription && other.topicType === this.topicType && other.agentType === this.agentType;
    return isSame || other.id === this.id;
  }
}

/** Matches every topic type that begins with the prefix. (AutoGen: TypePrefixSubscription) */
export class TypePrefixSubscription implements Subscription {
  readonly id: string;
  readonly topicTypePrefix: string;
  readonly agentType: string;

  constructor({ topicTypePrefix, agentType, id }: { topicTypePrefix: string; agentType: string; id?: string }) {
    this.topicTypePrefix = topicTypePrefix;
    this.agentType = agentType;
    this.id = id ?? `prefix/${topicTypePrefix}/${agentType}`;
  }

  matches(topicType: string): boolean {
    return topicType.startsWith(this.topicTypePrefix);
  }

  equals(other: Subscription): boolean {
    const isSame =
      other instanceof TypePrefixSubscription &&
      other.topicTypePrefix === this.topicTypePrefix &&
      other.agentType === this.agentType;
    return isSame || other.id === this.id;
  }
}

/** A type subscription to the topic type `default`. (AutoGen: DefaultSubscription) */
export class DefaultSubscription extends TypeSubscription {
  constructor({ agentType, id }: { agentType: string; id?: string }) {
    super({ topicType: 'default', agentType, ...(id === undefined ? {} : { id }) });
  }
}

/** All subscriptions of a runtime, in the order of their addition. Each topic type is resolved once and kept until a change. */
export class SubscriptionTable {
  #subscriptions: readonly Subscription[] = [];
  readonly #agentTypes = new Map<string, readonly string[]>();

  /** @throws RegistrationError when an equal one is there. */
  add(subscription: Subscription): void {
    if (this.#subscriptions.some((known) => known.equals(subscription))) {
      throw new RegistrationError(`Subscription "${subscription.id}" exists already.`);
    }
    this.#subscriptions = [...this.#subscriptions, subscription];
    this.#agentTypes.clear();
  }

  /** @throws RegistrationError when there is none with that id. */
  remove(id: string): void {
    const rest = this.#subscriptions.filter((subscription) => subscription.id !== id);
    if (rest.length === this.#subscriptions.length) throw new RegistrationError(`There is no subscription "${id}".`);
    this.#subscriptions = rest;
    this.#agentTypes.clear();
  }

  /** The agent types that a topic type goes to, once for each matching subscription. */
  agentTypes(topicType: string): readonly string[] {
    const known = this.#agentTypes.get(topicType);
    if (known !== undefined) return known;
    const found = this.#subscriptions.filter((one) => one.matches(topicType)).map((one) => one.agentType);
    this.#agentTypes.set(topicType, found);
    return found;
  }
}
