import { assertNever } from '../../shared/assert-never.ts';
import type { ModelClient, ModelError, ModelErrorCode } from './model-client.ts';

const START_OF: Readonly<Record<string, string>> = {
  ollama: 'Start Ollama, and look at the address under Server.',
  lmstudio: 'Load a model in LM Studio and start its server there, in the tab Developer.',
  vllm: 'Start vLLM, and look at the Base URL.',
};

/** A model in a process of Troupe's own has no address and no account. */
const OF_LOCAL: Readonly<Partial<Record<ModelErrorCode, string>>> = {
  'not-found': 'Install the pack or download the file in the settings, under Local models.',
  'bad-request': 'Choose another file or a smaller model, or change the setting that is named.',
  'connection-lost': 'Close other programs, or choose a smaller model or a smaller context size.',
  'bad-response': 'Test again: a new process is started. If it stays so, choose another model file.',
};

/** One sentence for a person whose model did not answer: what to do now. */
export function connectionAdvice(error: ModelError, { label }: Pick<ModelClient, 'label'>): string {
  const provider = label.slice(0, label.indexOf(':'));
  const ofLocal = provider === 'local' ? OF_LOCAL[error.code] : undefined;
  if (ofLocal !== undefined) return ofLocal;
  const model = label.slice(label.indexOf(':') + 1);
  switch (error.code) {
    case 'no-key':
      return 'Add the key, then test again.';
    case 'unauthorized':
      return error.details['keySent'] === false
        ? 'Add a key for this address in the settings: no key of yours was given for it.'
        : 'Look at the key: it may be mistyped, withdrawn, or of another account.';
    case 'not-found':
      return provider === 'ollama'
        ? `Choose a model from the list, or get this one: ollama pull ${model}`
        : 'Choose a model from the list, and look whether the address ends as its provider says, often in /v1.';
    case 'bad-request':
      return 'Change what the provider names, or take the setting out.';
    case 'rate-limited':
      return 'Wait a little, then look at the limits and the credit of your account.';
    case 'overloaded':
    case 'server-error':
      return 'Try again in a moment: the trouble is on the side of the provider.';
    case 'connection-lost':
    case 'connect-timed-out':
      return START_OF[provider] ?? 'Look at the address, and whether this machine is connected.';
    case 'tls-failed':
      return 'Look whether the address begins with http:// or https:// as its server wants it, and at its certificate.';
    case 'first-token-timed-out':
    case 'token-timed-out':
    case 'timed-out':
      return 'Try again: a model that has just been loaded answers faster. Or choose a smaller one.';
    case 'circuit-open':
      return 'Wait until the time is over, then test again.';
    case 'stream-truncated':
    case 'bad-response':
      return 'Look at the address: another kind of server seems to answer there, or a proxy cuts the answer.';
    case 'empty-answer':
      return 'Allow a longer answer, or choose another model: it said nothing.';
    case 'aborted':
    case 'exhausted':
      return 'Test again.';
    default:
      return assertNever(error.code);
  }
}
