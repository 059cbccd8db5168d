import { failureText } from '../../shared/failure.ts';
import { MODEL_PROVIDERS, type ModelProviderFacts } from '../../shared/component/model-providers.ts';
import type { ModelList } from '../../shared/rpc/models-contract.ts';
import type { ModelClient } from './model-client.ts';

const TIME_LIMIT_MS = 10_000;

/** Beginnings and parts of names of models that answer no questions: OpenAI lists them among the others. */
const NO_CHAT = /embed|whisper|tts|dall-e|image|audio|realtime|moderation|transcribe|babbage|davinci|sora|rerank/;

/** The models of a client's provider: its own list where it offers one, else those that it usually has. */
export async function listModels(client: ModelClient): Promise<ModelList> {
  const usual = usualModels(client.label);
  if (client.models === undefined) {
    return { models: [...usual], reason: 'This provider offers no list of its models. These are usual ones.' };
  }
  try {
    const listed = await client.models(AbortSignal.timeout(TIME_LIMIT_MS));
    return {
      models: inOrder(
        listed.filter((name) => !NO_CHAT.test(name)),
        usual,
      ),
      reason: null,
    };
  } catch (error) {
    return { models: [...usual], reason: failureText(error) };
  }
}

/** Those that most people want first, the others by name. */
function inOrder(listed: readonly string[], usual: readonly string[]): string[] {
  const names = new Set(listed);
  const known = usual.filter((name) => names.has(name));
  return [...known, ...[...names].filter((name) => !known.includes(name)).toSorted()];
}

function usualModels(label: string): readonly string[] {
  const facts: Readonly<Record<string, ModelProviderFacts>> = MODEL_PROVIDERS;
  return facts[label.slice(0, label.indexOf(':'))]?.models ?? [];
}
