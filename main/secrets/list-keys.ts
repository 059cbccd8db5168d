import { MODEL_PROVIDER_NAMES, providerFacts } from '../../shared/component/model-providers.ts';
import type { KeyLine } from '../../shared/rpc/keys-contract.ts';
import type { KeyPorts } from '../models/key-ring.ts';
import type { SecretStore } from './secret-store.ts';

/** Of a shorter key four characters would tell too much. */
const SHORTEST_SHOWN = 12;

/** Every key that can be used: those of the environment first, as they are used first. */
export function listKeys(secrets: Pick<SecretStore, 'all'>, env: KeyPorts['env']): KeyLine[] {
  const set = MODEL_PROVIDER_NAMES.flatMap((name): KeyLine[] => {
    const variable = providerFacts(name).keyVariable;
    const value = env[variable]?.trim() ?? '';
    return value === '' ? [] : [{ name, ending: endingOf(value), baseUrls: [], variable }];
  });
  const kept = [...secrets.all()].map(([name, { value, baseUrls }]): KeyLine => {
    return { name, ending: endingOf(value), baseUrls: [...baseUrls], variable: null };
  });
  return [...set, ...kept.toSorted((one, other) => one.name.localeCompare(other.name))];
}

function endingOf(value: string): string {
  return value.length < SHORTEST_SHOWN ? '' : value.slice(-4);
}
