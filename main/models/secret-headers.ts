import { type KeyPorts, type KeyQuestion, namedKey } from './key-ring.ts';
import { modelFailure } from './model-failure.ts';

const REFERENCE = /secret:([A-Za-z0-9._-]+)/g;

type Headers = Readonly<Record<string, string>>;

/**
 * The headers of a component, with kept keys in place of their names.
 * @throws ModelError where a key is not kept, is locked, or may not go to this base URL.
 */
export function withSecrets(
  headers: Headers | null | undefined,
  question: Pick<KeyQuestion, 'owner' | 'baseUrl'>,
  ports: KeyPorts,
): Headers {
  const filled = Object.entries(headers ?? {}).map(([name, value]) => {
    const text = value.replace(REFERENCE, (_reference, key: string) => {
      const decision = namedKey(key, question, ports);
      if (decision.type !== 'key')
        throw modelFailure('no-key', `The header ${name} cannot be sent. ${decision.message}`);
      return decision.key;
    });
    return [name, text];
  });
  return Object.fromEntries(filled) as Headers;
}
