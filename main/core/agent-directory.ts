import type { Json, JsonObject } from '../../shared/json.ts';
import { agentId, formatAddress, parseAgentId, type AgentId } from './agent-id.ts';
import type { Agent, AgentFactory, AgentMetadata } from './agent-runtime.ts';
import { RegistrationError, StateError, UndeliverableError } from './errors.ts';
import { Mailbox } from './mailbox.ts';

interface AgentType<Message> {
  /** Undefined for a type of registered instances. */
  readonly factory: AgentFactory<Message> | undefined;
  readonly mailboxes: Map<string, Mailbox<Message>>;
}

/** The agents of a runtime by type and key: nested maps, since joining both to one text costs more than the look-up. */
export class AgentDirectory<Message> {
  readonly #types = new Map<string, AgentType<Message>>();

  /** @throws RegistrationError when the type is taken; TypeError when it is no agent type. */
  registerFactory(type: string, factory: AgentFactory<Message>): void {
    agentId(type, '');
    if (this.#types.has(type)) throw new RegistrationError(`Agent type "${type}" is registered already.`);
    this.#types.set(type, { factory, mailboxes: new Map() });
  }

  /** @throws RegistrationError when the id, or its type by a factory, is taken; TypeError when it is no agent id. */
  registerInstance(agent: Agent<Message>): void {
    const { type, key } = agentId(agent.id.type, agent.id.key);
    const known = this.#types.get(type) ?? { factory: undefined, mailboxes: new Map<string, Mailbox<Message>>() };
    if (known.factory !== undefined || known.mailboxes.has(key)) {
      throw new RegistrationError(`Agent "${formatAddress(agent.id)}" is registered already.`);
    }
    const mailbox = new Mailbox<Message>(agent.id);
    mailbox.agent = agent;
    known.mailboxes.set(key, mailbox);
    this.#types.set(type, known);
  }

  /** The mailbox of a registered type, made if need be; undefined when nothing can be delivered there. */
  mailbox(type: string, key: string): Mailbox<Message> | undefined {
    const known = this.#types.get(type);
    if (known === undefined) return undefined;
    let mailbox = known.mailboxes.get(key);
    if (mailbox === undefined && known.factory !== undefined) {
      mailbox = new Mailbox({ type, key });
      known.mailboxes.set(key, mailbox);
    }
    return mailbox;
  }

  /** The agent of a mailbox, made if need be. Throws what its factory throws. */
  agentOf(mailbox: Mailbox<Message>): Agent<Message> {
    mailbox.agent ??= this.#types.get(mailbox.id.type)?.factory?.(mailbox.id);
    if (mailbox.agent === undefined) throw this.undeliverable(mailbox.id);
    return mailbox.agent;
  }

  undeliverable(recipient: AgentId): UndeliverableError {
    return new UndeliverableError({ recipient, known: [...this.#types.keys()] });
  }

  *mailboxes(): Generator<Mailbox<Message>> {
    for (const { mailboxes } of this.#types.values()) yield* mailboxes.values();
  }

  /** @throws UndeliverableError when the type is not registered. */
  metadata(id: AgentId): AgentMetadata {
    const mailbox = this.mailbox(id.type, id.key);
    if (mailbox === undefined) throw this.undeliverable(id);
    return { type: id.type, key: id.key, description: this.agentOf(mailbox).description ?? '' };
  }

  async saveState(): Promise<JsonObject> {
    const states: Record<string, Json> = {};
    for (const { id, agent } of this.mailboxes()) {
      if (agent?.saveState !== undefined) states[formatAddress(id)] = await agent.saveState();
    }
    return states;
  }

  /** Gives back the keys that nobody took. @throws StateError when a key is no agent id. */
  async loadState(state: JsonObject): Promise<readonly string[]> {
    const skipped: string[] = [];
    for (const [address, saved] of Object.entries(state)) {
      const { type, key } = toAgentId(address);
      const mailbox = this.mailbox(type, key);
      const agent = mailbox && this.agentOf(mailbox);
      if (agent?.loadState === undefined || saved === undefined) skipped.push(address);
      else await agent.loadState(saved);
    }
    return skipped;
  }
}

function toAgentId(address: string): AgentId {
  try {
    return parseAgentId(address);
  } catch (error) {
    throw new StateError(`The saved state has the key "${address}", which is no agent id: expected "type/key".`, {
      cause: error,
    });
  }
}
