import { describe, expect, it } from 'vitest';
import { agentId, formatAddress, parseAgentId, topicId } from './agent-id.ts';

describe('an agent id', () => {
  it('is written as type and key, and read back by its first slash', () => {
    const id = agentId('code-writer.v2', 'user/7');
    expect(formatAddress(id)).toBe('code-writer.v2/user/7');
    expect(parseAgentId('code-writer.v2/user/7')).toEqual(id);
    expect(parseAgentId('writer/')).toEqual({ type: 'writer', key: '' });
  });

  it('takes the letters of any script, as names of agents do', () => {
    expect(agentId('prüfer_記者', 'key')).toEqual({ type: 'prüfer_記者', key: 'key' });
  });

  it('refuses types with other characters and texts without a slash', () => {
    for (const type of ['', 'a/b', 'a:b', 'a b', 'a\nb']) expect(() => agentId(type, 'key')).toThrow(TypeError);
    expect(() => parseAgentId('writer')).toThrow('"writer" is no agent id: expected "type/key".');
  });
});

describe('a topic id', () => {
  it('may hold colons and equal signs in its type', () => {
    expect(topicId('writer:reply=1', 'a')).toEqual({ type: 'writer:reply=1', source: 'a' });
    for (const type of ['', 'a/b', 'a b']) expect(() => topicId(type, 'source')).toThrow(TypeError);
  });
});
