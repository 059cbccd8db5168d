import * as z from 'zod';
import { MASKED_SECRET } from '../../shared/component/envelope.ts';
import {
  MODEL_PROVIDER_NAMES,
  type ModelProviderName,
  ownerOfHost,
  providerAt,
  providerFacts,
} from '../../shared/component/model-providers.ts';
import { searchEngineNamed } from '../../shared/component/search-engines.ts';

/** A kept key and the base URLs that it was given for. A provider's own hosts are always among them for its own name. */
export const StoredSecret = z.object({ value: z.string(), baseUrls: z.array(z.string()).readonly() });
export type StoredSecret = z.infer<typeof StoredSecret>;

/** Where kept keys are looked up: by the name after `secret:`, or by their owner. */
export interface SecretSource {
  secret(name: string): StoredSecret | undefined;
  /** True where there are kept keys that nobody has opened yet. */
  isLocked?(): boolean;
}

/** A base URL that a person has said may have the keys of this owner: in the settings, or by `--model …@URL`. */
export interface ConfirmedUrl {
  readonly owner: ModelProviderName;
  readonly baseUrl: string;
}

/** Where keys come from, and who may get them. */
export interface KeyPorts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly secrets: SecretSource;
  readonly confirmed: readonly ConfirmedUrl[];
}

export interface KeyQuestion {
  /** The owner whose keys are meant where the host belongs to nobody we know. */
  readonly owner: ModelProviderName;
  readonly baseUrl: string;
  /** `api_key` of the component: a key, `secret:NAME`, or nothing. */
  readonly configKey: string | null | undefined;
}

/** `none`: the host gets no key of ours. `missing`: the host needs one, `message` says where to add it. */
export type KeyDecision =
  | { readonly type: 'key'; readonly key: string }
  | { readonly type: 'none' }
  | { readonly type: 'missing'; readonly message: string };

/**
 * Decides which key, if any, may go to a base URL: a key belongs to hosts (docs/architecture.md, section 9).
 *
 * Contract:
 * - a key written in a component goes to the base URL written beside it;
 * - keys of the environment and the store go only to their owner's own hosts over https, to base URLs confirmed for
 *   that owner, and to the base URL that the environment itself names;
 * - a `secret:NAME` goes only to the base URLs that it was kept for; the one that is named like the provider goes there
 *   also where the component names none.
 */
export function decideKey(question: KeyQuestion, ports: KeyPorts): KeyDecision {
  const written = question.configKey?.trim() ?? '';
  const hostOwner = ownerOfHost(question.baseUrl);
  if (written.startsWith('secret:')) {
    const name = written.slice('secret:'.length);
    const kept = keptKey(name, question, ports);
    if (kept !== undefined) return { type: 'key', key: kept };
    if (ports.secrets.secret(name) === undefined && ports.secrets.isLocked?.())
      return { type: 'missing', message: LOCKED };
  } else if (written !== '' && written !== MASKED_SECRET) {
    return { type: 'key', key: written };
  }
  const owner = hostOwner ?? (isConfirmed(question, ports) ? question.owner : undefined);
  const own = owner === undefined ? undefined : ownKey(owner, ports);
  if (own !== undefined) return { type: 'key', key: own };
  const forThisUrl = keptForUrl(question, ports);
  if (forThisUrl !== undefined) return { type: 'key', key: forThisUrl };
  if (hostOwner === undefined) return { type: 'none' };
  return { type: 'missing', message: ports.secrets.isLocked?.() ? LOCKED : missingMessage(hostOwner) };
}

const LOCKED = 'The kept keys are locked. Enter their passphrase in the settings, or set TROUPE_PASSPHRASE.';

/** A key that a component names, where it may go to this base URL. */
export function namedKey(
  name: string,
  question: Pick<KeyQuestion, 'owner' | 'baseUrl'>,
  ports: KeyPorts,
): Exclude<KeyDecision, { type: 'none' }> {
  const key = keptKey(name, question, ports);
  if (key !== undefined) return { type: 'key', key };
  if (ports.secrets.secret(name) !== undefined) {
    return {
      type: 'missing',
      message: `The key "${name}" was not kept for ${question.baseUrl}. Name it in the settings.`,
    };
  }
  if (ports.secrets.isLocked?.()) return { type: 'missing', message: LOCKED };
  return { type: 'missing', message: `There is no key "${name}" here. Add it in the settings.` };
}

/**
 * A key that a component names for a server of tools. `server`: its address; undefined: a program here, which gets only keys
 * that belong to no host: neither kept for an address nor named after a provider or a search engine. The key that is named
 * like a search engine goes to its host.
 */
export function keyForTools(
  name: string,
  server: string | undefined,
  secrets: SecretSource,
): Exclude<KeyDecision, { type: 'none' }> {
  const secret = secrets.secret(name);
  if (secret === undefined) {
    const message = secrets.isLocked?.() ? LOCKED : `There is no key "${name}" here. Add it in the settings.`;
    return { type: 'missing', message };
  }
  const engine = searchEngineNamed(name);
  const isOfProvider = (MODEL_PROVIDER_NAMES as readonly string[]).includes(name) || engine !== undefined;
  const places = engine === undefined ? secret.baseUrls : [...secret.baseUrls, `https://${engine.host}`];
  const mayGo =
    server === undefined
      ? secret.baseUrls.length === 0 && !isOfProvider
      : places.some((baseUrl) => isSameOrigin(baseUrl, server));
  if (mayGo) return { type: 'key', key: secret.value };
  const message =
    server === undefined
      ? `The key "${name}" belongs to a host, so no program gets it. Keep it again, under another name and for no address.`
      : `The key "${name}" was not kept for ${server}. Name that address in the settings.`;
  return { type: 'missing', message };
}

/** A key of this owner that is at hand, and where it comes from. The environment wins. */
export function findOwnKey(owner: ModelProviderName, ports: KeyPorts): 'environment' | 'stored' | undefined {
  if (environmentKey(owner, ports) !== undefined) return 'environment';
  return ports.secrets.secret(owner) === undefined ? undefined : 'stored';
}

/**
 * Whose keys are meant at a base URL: its host's, else those of whom a person or the environment has named it for.
 */
export function ownerAt(baseUrl: string, { confirmed, env }: KeyPorts): ModelProviderName | undefined {
  const named = confirmed.findLast((one) => isSameOrigin(one.baseUrl, baseUrl))?.owner;
  const byEnvironment = (name: ModelProviderName): boolean => {
    const { baseUrlVariable } = providerFacts(name);
    const chosen = baseUrlVariable === undefined ? undefined : env[baseUrlVariable];
    return chosen !== undefined && isSameOrigin(chosen, baseUrl);
  };
  return providerAt(baseUrl) ?? named ?? MODEL_PROVIDER_NAMES.find(byEnvironment);
}

function ownKey(owner: ModelProviderName, ports: KeyPorts): string | undefined {
  return environmentKey(owner, ports) ?? ports.secrets.secret(owner)?.value;
}

function environmentKey(owner: ModelProviderName, { env }: KeyPorts): string | undefined {
  const key = env[providerFacts(owner).keyVariable]?.trim() ?? '';
  return key === '' ? undefined : key;
}

function keptKey(name: string, question: Pick<KeyQuestion, 'owner' | 'baseUrl'>, ports: KeyPorts): string | undefined {
  const secret = ports.secrets.secret(name);
  if (secret === undefined) return undefined;
  const isOwn = ownerOfHost(question.baseUrl) === name;
  const mayGo = isOwn || secret.baseUrls.some((baseUrl) => isSameOrigin(baseUrl, question.baseUrl));
  return mayGo || isConfirmed(question, ports) ? secret.value : undefined;
}

/** The provider's own kept key, where a person has named this server for it. */
function keptForUrl({ owner, baseUrl }: KeyQuestion, { secrets }: KeyPorts): string | undefined {
  const secret = secrets.secret(owner);
  return secret?.baseUrls.some((one) => isSameOrigin(one, baseUrl)) ? secret.value : undefined;
}

function isConfirmed(
  { owner, baseUrl }: Pick<KeyQuestion, 'owner' | 'baseUrl'>,
  { confirmed, env }: KeyPorts,
): boolean {
  const { baseUrlVariable } = providerFacts(owner);
  const chosen = baseUrlVariable === undefined ? undefined : env[baseUrlVariable];
  if (chosen !== undefined && isSameOrigin(chosen, baseUrl)) return true;
  return confirmed.some((one) => one.owner === owner && isSameOrigin(one.baseUrl, baseUrl));
}

function isSameOrigin(one: string, other: string): boolean {
  const origin = URL.parse(one)?.origin;
  return origin !== undefined && origin === URL.parse(other)?.origin;
}

function missingMessage(owner: ModelProviderName): string {
  const { title, keyVariable, host } = providerFacts(owner);
  return `There is no key for ${host}. Add your ${title} key in the settings, or set ${keyVariable} before Troupe starts.`;
}
