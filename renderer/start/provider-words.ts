import { assertNever } from '../../shared/assert-never.ts';
import type { ProviderStatus } from '../../shared/rpc/app-contract.ts';

const NAMES = { openai: 'OpenAI', anthropic: 'Anthropic', ollama: 'Ollama' } as const;

/** What was found on this machine, in one sentence. */
export function providerWords(providers: readonly ProviderStatus[]): string {
  const found = providers.filter(({ state }) => state !== 'absent').map(foundWords);
  return found.length === 0
    ? 'OpenAI or Anthropic. No key and no local Ollama found yet'
    : `Found: ${found.join(', ')}`;
}

/** The providers that a run can use now, for the top bar. */
export function usableWords(providers: readonly ProviderStatus[]): string {
  const names = providers.filter(({ state }) => state !== 'absent').map(({ provider }) => NAMES[provider]);
  return names.length === 0 ? 'No key' : names.join(', ');
}

function foundWords({ provider, state, models }: ProviderStatus): string {
  switch (state) {
    case 'environment':
      return `${NAMES[provider]} key in the environment`;
    case 'stored':
      return `${NAMES[provider]} key`;
    case 'running':
      return `${NAMES[provider]} running, ${models.length} ${models.length === 1 ? 'model' : 'models'}`;
    case 'absent':
      return `no ${NAMES[provider]}`;
    default:
      return assertNever(state);
  }
}
