import { describe, expect, it } from 'vitest';
import {
  decideKey,
  findOwnKey,
  keyForTools,
  type KeyDecision,
  type KeyPorts,
  type KeyQuestion,
  type StoredSecret,
} from './key-ring.ts';

const OWN = 'https://api.openai.com/v1';
const FOREIGN = 'https://models.example/v1';
const env = { OPENAI_API_KEY: 'sk-env', ANTHROPIC_API_KEY: 'sk-ant' };

function ports(given: Partial<KeyPorts> & { stored?: Record<string, StoredSecret> } = {}): KeyPorts {
  const { stored = {}, ...rest } = given;
  return { env: {}, confirmed: [], secrets: { secret: (name) => stored[name] }, ...rest };
}

function decide(question: Partial<KeyQuestion>, given: Parameters<typeof ports>[0] = {}): KeyDecision {
  return decideKey({ owner: 'openai', baseUrl: OWN, configKey: undefined, ...question }, ports(given));
}

const none: KeyDecision = { type: 'none' };
const key = (value: string): KeyDecision => ({ type: 'key', key: value });

describe('decideKey', () => {
  it('sends a key of the environment to its owner’s own hosts', () => {
    const hosts = [OWN, 'https://eu.api.openai.com/v1', 'https://api.anthropic.com/v1/'];
    expect(hosts.map((baseUrl) => decide({ baseUrl }, { env }))).toEqual([key('sk-env'), key('sk-env'), key('sk-ant')]);
  });

  it.each([
    FOREIGN,
    'http://127.0.0.1:1234/v1',
    'http://api.openai.com/v1',
    'https://api.openai.com:8443/v1',
    'https://api.openai.com.models.example/v1',
    'https://api.openai.com@models.example/v1',
    'https://notapi.openai.com.example/v1',
    'https://xapi.openai.com/v1',
    'https://models.example/https://api.openai.com/v1',
  ])('sends nothing of the environment or the store to %s', (baseUrl) => {
    const stored = { openai: { value: 'sk-kept', baseUrls: [OWN] } };
    expect(decide({ baseUrl }, { env, stored })).toEqual(none);
  });

  it('sends a key to a base URL confirmed for its owner, and for nobody else’s', () => {
    const confirmed = [{ owner: 'openai', baseUrl: 'http://127.0.0.1:9/v1' }] as const;
    const question = { baseUrl: 'http://127.0.0.1:9/other' };
    expect(decide(question, { env, confirmed })).toEqual(key('sk-env'));
    expect(decide({ ...question, owner: 'anthropic' }, { env, confirmed })).toEqual(none);
    expect(decide({ baseUrl: 'http://127.0.0.1:10/v1' }, { env, confirmed })).toEqual(none);
  });

  it('takes the base URL of the environment as the user’s own choice', () => {
    const chosen = { ...env, OPENAI_BASE_URL: FOREIGN };
    expect(decide({ baseUrl: FOREIGN }, { env: chosen })).toEqual(key('sk-env'));
  });

  it('sends a key written in the component to the base URL beside it', () => {
    expect(decide({ baseUrl: FOREIGN, configKey: ' sk-file ' }, { env })).toEqual(key('sk-file'));
  });

  it.each(['**********', '', '   ', null, undefined])('takes %j as no key', (configKey) => {
    expect(decide({ baseUrl: FOREIGN, configKey }, { env })).toEqual(none);
    expect(decide({ configKey }, { env })).toEqual(key('sk-env'));
  });

  it('sends a kept secret only to the base URLs that it was kept for', () => {
    const stored = { mine: { value: 'sk-mine', baseUrls: [FOREIGN] } };
    const configKey = 'secret:mine';
    expect(decide({ baseUrl: FOREIGN, configKey }, { stored })).toEqual(key('sk-mine'));
    expect(decide({ baseUrl: 'https://other.example', configKey }, { stored, env })).toEqual(none);
    expect(decide({ configKey }, { stored, env })).toEqual(key('sk-env'));
  });

  it('sends the kept key of a provider to a server that was named for it, also where the component names no key', () => {
    const stored = {
      openai: { value: 'sk-kept', baseUrls: [FOREIGN] },
      mine: { value: 'sk-mine', baseUrls: [FOREIGN] },
    };
    expect(decide({ baseUrl: FOREIGN }, { stored, env })).toEqual(key('sk-kept'));
    expect(decide({ baseUrl: FOREIGN, owner: 'anthropic' }, { stored, env })).toEqual(none);
  });

  it('says that keys are locked where one of them may be what is missing', () => {
    const secrets = { secret: () => undefined, isLocked: () => true };
    const message = 'The kept keys are locked. Enter their passphrase in the settings, or set TROUPE_PASSPHRASE.';
    for (const question of [{}, { baseUrl: FOREIGN, configKey: 'secret:mine' }]) {
      expect(decide(question, { secrets })).toEqual({ type: 'missing', message });
    }
    expect(decide({ baseUrl: FOREIGN }, { secrets })).toEqual(none);
    expect(decide({}, { secrets, env })).toEqual(key('sk-env'));
  });

  it('sends the stored key of a provider to its own hosts', () => {
    const stored = { openai: { value: 'sk-kept', baseUrls: [] } };
    expect(decide({}, { stored })).toEqual(key('sk-kept'));
    expect(decide({ configKey: 'secret:openai' }, { stored })).toEqual(key('sk-kept'));
  });

  it('says where to add a key that is missing', () => {
    expect(decide({})).toEqual({
      type: 'missing',
      message:
        'There is no key for api.openai.com. Add your OpenAI key in the settings, or set OPENAI_API_KEY before Troupe starts.',
    });
  });
});

describe('findOwnKey', () => {
  it('prefers the environment to the store', () => {
    const stored = { openai: { value: 'a', baseUrls: [] }, anthropic: { value: 'b', baseUrls: [] } };
    const given = ports({ env: { OPENAI_API_KEY: 'sk' }, stored });
    expect([findOwnKey('openai', given), findOwnKey('anthropic', given), findOwnKey('gemini', given)]).toEqual([
      'environment',
      'stored',
      undefined,
    ]);
  });
});

describe('keyForTools', () => {
  const stored: Record<string, StoredSecret> = {
    github: { value: 'gh', baseUrls: [] },
    openai: { value: 'sk', baseUrls: [] },
    tools: { value: 'tk', baseUrls: ['https://tools.example/mcp'] },
  };
  const ask = (name: string, server?: string): KeyDecision => keyForTools(name, server, ports({ stored }).secrets);

  it('gives a program only keys that belong to no host', () => {
    expect(ask('github')).toEqual(key('gh'));
    const message = (name: string): string =>
      `The key "${name}" belongs to a host, so no program gets it. Keep it again, under another name and for no address.`;
    expect(['openai', 'tools'].map((name) => ask(name))).toEqual([
      { type: 'missing', message: message('openai') },
      { type: 'missing', message: message('tools') },
    ]);
  });

  it('sends the key that is named like a search engine to its host alone', () => {
    const secrets = ports({ stored: { tavily: { value: 'tv', baseUrls: [] } } }).secrets;
    expect(keyForTools('tavily', 'https://api.tavily.com', secrets)).toEqual(key('tv'));
    expect(
      ['http://api.tavily.com', 'https://tavily.com', 'https://api.search.brave.com', undefined].map(
        (server) => keyForTools('tavily', server, secrets).type,
      ),
    ).toEqual(['missing', 'missing', 'missing', 'missing']);
  });

  it('sends a key only to the address that it was kept for', () => {
    expect(ask('tools', 'https://tools.example/other')).toEqual(key('tk'));
    expect(ask('tools', 'https://elsewhere.example/mcp').type).toBe('missing');
    expect(ask('github', 'https://tools.example/mcp').type).toBe('missing');
    expect(ask('nobody')).toEqual({
      type: 'missing',
      message: 'There is no key "nobody" here. Add it in the settings.',
    });
  });
});
