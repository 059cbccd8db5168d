import { OVERRIDE_PROVIDERS, type ModelOverride } from './model-override.ts';

export type ParsedModelFlag =
  { readonly ok: true; readonly model: ModelOverride } | { readonly ok: false; readonly message: string };

const FORM = 'PROVIDER:NAME or PROVIDER:NAME@BASE_URL, for example openai:gpt-4o, ollama:llama3.2 or local:model.gguf';

/**
 * Reads `--model PROVIDER:NAME[@BASE_URL]`. It splits at the first colon; the base URL follows the last `@` that stands
 * before `http://` or `https://`, so names may hold both signs.
 */
export function parseModelFlag(text: string): ParsedModelFlag {
  const colon = text.indexOf(':');
  if (colon < 1) return refused(`"${text}" names no model. Write ${FORM}.`);
  const provider = OVERRIDE_PROVIDERS.find((known) => known === text.slice(0, colon));
  if (provider === undefined) {
    return refused(`"${text.slice(0, colon)}" is no provider. Known are ${OVERRIDE_PROVIDERS.join(', ')}.`);
  }
  const rest = text.slice(colon + 1);
  const split = /^(.*)@(https?:\/\/.*)$/i.exec(rest);
  const model = (split?.[1] ?? rest).trim();
  const baseUrl = split?.[2]?.trim();
  if (model === '') return refused(`"${text}" names no model. Write ${FORM}.`);
  if (baseUrl === undefined) return withoutUrl(provider, model);
  if (URL.parse(baseUrl)?.hostname === undefined) return refused(`"${baseUrl}" is no base URL. Write ${FORM}.`);
  return { ok: true, model: { provider, model, baseUrl } };
}

function withoutUrl(provider: ModelOverride['provider'], model: string): ParsedModelFlag {
  const host = /@([\w.-]+:\d+(\/.*)?)$/.exec(model)?.[1];
  if (host !== undefined) return refused(`The base URL "${host}" must begin with http:// or https://.`);
  if (/@https?:/i.test(model)) return refused(`"${model}" holds no whole base URL. Write ${FORM}.`);
  return { ok: true, model: { provider, model } };
}

function refused(message: string): ParsedModelFlag {
  return { ok: false, message };
}
