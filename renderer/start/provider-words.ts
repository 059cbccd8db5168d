import { assertNever } from '../../shared/assert-never.ts';
import { providerFacts } from '../../shared/component/model-providers.ts';
import type { ProviderStatus } from '../../shared/rpc/app-contract.ts';

/** What was found on this machine, in one sentence. */
export function providerWords(providers: readonly ProviderStatus[]): string {
  const found = providers.filter(({ state }) => state !== 'absent').map(foundWords);
  return found.length === 0
    ? 'OpenAI or Anthropic. No key and no local Ollama found yet'
    : `Found: ${found.join(', ')}`;
}

/** The providers that a run can use now, for the top bar. */
export function usableWords(providers: readonly ProviderStatus[]): string {
  const names = providers
    .filter(({ state }) => state !== 'absent')
    .map(({ provider }) => providerFacts(provider).title);
  return names.length === 0 ? 'No key' : names.join(', ');
}

function foundWords({ provider, state, models }: ProviderStatus): string {
  const { title } = providerFacts(provider);
  switch (state) {
    case 'environment':
      return `${title} key in the environment`;
    case 'stored':
      return `${title} key`;
    case 'running':
      return `${title} running, ${models.length} ${models.length === 1 ? 'model' : 'models'}`;
    case 'absent':
      return `no ${title}`;
    default:
      return assertNever(state);
  }
}
