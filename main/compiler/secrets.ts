import { MASKED_SECRET } from '../../shared/component/envelope.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { isJsonObject } from '../../shared/json.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import type { PathSegment } from './json-path.ts';

/** A key that stands in a file in plain text. */
export interface FoundSecret {
  readonly value: string;
  /** Key of the field: `api_key`. */
  readonly field: string;
  /** The component it belongs to: its provider, and its config with `base_url` where the key is meant for one server. */
  readonly provider: string;
  readonly config: JsonObject;
  readonly path: readonly PathSegment[];
}

/** Puts a found key where keys are kept, and gives back the name under which it is found again. */
export type KeepSecret = (secret: FoundSecret) => string;

/** Fields that hold keys, in components that Troupe knows and in others. */
const SECRET_FIELDS: ReadonlySet<string> = new Set([
  'api_key',
  'openai_api_key',
  'azure_ad_token',
  'aws_access_key',
  'aws_secret_key',
  'aws_session_token',
  'password',
]);

const REFERENCE = /^secret:/;

/** True for a field's value that is a key itself: no reference to one, no mask, not empty. */
export function isPlainSecret(field: string, value: Json | undefined): value is string {
  return (
    SECRET_FIELDS.has(field) &&
    typeof value === 'string' &&
    value !== '' &&
    value !== MASKED_SECRET &&
    !REFERENCE.test(value)
  );
}

/** The component with `secret:NAME` in place of every plain key; each key is handed to `keep` first. */
export function moveSecrets(
  component: ComponentModel,
  { keep, path }: { keep: KeepSecret; path: readonly PathSegment[] },
): ComponentModel {
  return replaceSecrets(component, {
    path,
    replace: (secret) => (isPlainSecret(secret.field, secret.value) ? `secret:${keep(secret)}` : secret.value),
  });
}

/** The component as it may leave: every key, and every reference to one, is AutoGen's mask. An empty key stays empty. */
export function maskSecrets(component: ComponentModel): ComponentModel {
  return replaceSecrets(component, { path: [], replace: ({ value }) => (value === '' ? value : MASKED_SECRET) });
}

/** All plain keys in a component. */
export function plainSecrets(component: ComponentModel): FoundSecret[] {
  const found: FoundSecret[] = [];
  replaceSecrets(component, {
    path: [],
    replace: (secret) => {
      if (isPlainSecret(secret.field, secret.value)) found.push(secret);
      return secret.value;
    },
  });
  return found;
}

interface Replacement {
  readonly path: readonly PathSegment[];
  readonly replace: (secret: FoundSecret) => string;
}

function replaceSecrets(component: ComponentModel, { path, replace }: Replacement): ComponentModel {
  return walk(component as Json, { path, owner: component, replace }) as ComponentModel; // the same shape, other texts
}

/** Shares whatever holds no secret. The depth is bounded: files are scanned before. */
function walk(value: Json, context: Replacement & { owner: ComponentModel }): Json {
  if (Array.isArray(value)) {
    const items = value.map((item: Json, index) => walk(item, { ...context, path: [...context.path, index] }));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isJsonObject(value)) return value;
  const owner = isComponent(value) ? value : context.owner;
  const entries = Object.entries(value).map(([field, item]): [string, Json | undefined] => {
    const path = [...context.path, field];
    if (SECRET_FIELDS.has(field) && typeof item === 'string') {
      const { provider, config } = owner;
      return [field, context.replace({ value: item, field, provider, config, path })];
    }
    return [field, item === undefined ? item : walk(item, { ...context, owner, path })];
  });
  return entries.every(([field, item]) => item === value[field]) ? value : Object.fromEntries(entries);
}

function isComponent(value: JsonObject): value is JsonObject & ComponentModel {
  return typeof value['provider'] === 'string' && isJsonObject(value['config']);
}
