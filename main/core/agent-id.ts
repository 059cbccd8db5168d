/** Address of one agent instance: which factory made it, and which instance of that factory it is. */
export interface AgentId {
  /** Letters and digits of any script, `_`, `-` and `.` only. */
  readonly type: string;
  /** Any text; the topic source that the instance belongs to. */
  readonly key: string;
}

/** Where a message is published: `source` becomes the key of the agents that receive it. */
export interface TopicId {
  /** Letters and digits of any script, `_`, `-`, `.`, `:` and `=` only. */
  readonly type: string;
  readonly source: string;
}

/** @throws TypeError when the type has other characters. (AutoGen: AgentId) */
export function agentId(type: string, key: string): AgentId {
  if (!/^[\p{XID_Continue}\-.]+$/u.test(type))
    throw new TypeError(`Agent type "${type}" may only hold letters, digits, "_", "-" and ".".`);
  return { type, key };
}

/** @throws TypeError when the type has other characters. (AutoGen: TopicId) */
export function topicId(type: string, source: string): TopicId {
  if (!/^[\p{XID_Continue}\-.:=]+$/u.test(type)) {
    throw new TypeError(`Topic type "${type}" may only hold letters, digits, "_", "-", ".", ":" and "=".`);
  }
  return { type, source };
}

/** `type/key`. Parsing splits at the first slash, so a key may hold slashes. */
export function formatAddress({ type, key }: AgentId): string {
  return `${type}/${key}`;
}

/** @throws TypeError when there is no slash or the type is invalid. */
export function parseAgentId(text: string): AgentId {
  const slash = text.indexOf('/');
  if (slash < 0) throw new TypeError(`"${text}" is no agent id: expected "type/key".`);
  return agentId(text.slice(0, slash), text.slice(slash + 1));
}
