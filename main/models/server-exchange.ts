import type { ModelProviderName } from '../../shared/component/model-providers.ts';
import { decideKey, type KeyPorts } from './key-ring.ts';
import { modelFailure } from './model-failure.ts';
import { type GivenPatience, patienceFor } from './patience.ts';
import { ProviderExchange } from './provider-exchange.ts';
import { withSecrets } from './secret-headers.ts';
import type { ModelTraffic } from './traffic/model-traffic.ts';

/** What every client is made with that asks a server. */
export interface ServerPorts {
  readonly keys: KeyPorts;
  /** What all calls of the process share. Without it every call goes at once. */
  readonly traffic?: ModelTraffic | undefined;
  /** How patient a person wants all calls to be, in seconds. Asked at each call; what a component says wins. */
  readonly patience?: (() => GivenPatience) | undefined;
}

/** A server as a component names it: where it is, whose key it gets, and how it is given. */
export interface ModelServer {
  /** Who is asked, in words, for messages and prices: `groq:llama-3.3-70b-versatile`. */
  readonly label: string;
  /** Whose keys are meant. */
  readonly owner: ModelProviderName;
  readonly baseUrl: string;
  /** The key that the component names. */
  readonly configKey: string | null | undefined;
  /** Headers that carry a key. Undefined: there is none to give, which some servers want to be told all the same. */
  readonly authorize: (key: string | undefined) => Readonly<Record<string, string>>;
  /** Headers of the component, which may name keys. They win over `authorize`. */
  readonly headers: Readonly<Record<string, string>> | null | undefined;
  readonly patience: GivenPatience;
}

/** One exchange with a server, with the key that may go there. @throws ModelError where that is missing. */
export function serverExchange(server: ModelServer, ports: ServerPorts, signal: AbortSignal): ProviderExchange {
  const { label, owner, baseUrl, configKey, authorize, headers, patience } = server;
  const decision = decideKey({ owner, baseUrl, configKey }, ports.keys);
  if (decision.type === 'missing') throw modelFailure('no-key', decision.message);
  const key = decision.type === 'key' ? decision.key : undefined;
  return new ProviderExchange({
    label,
    baseUrl,
    headers: { ...authorize(key), ...withSecrets(headers, { owner, baseUrl }, ports.keys) },
    key,
    signal,
    patience: patienceFor(baseUrl, patience, ports.patience?.()),
    traffic: ports.traffic,
  });
}
