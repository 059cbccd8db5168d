import { MASKED_SECRET } from '../../shared/component/envelope.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { isJsonObject } from '../../shared/json.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import type { PathSegment } from './json-path.ts';
import { secretSpans } from './secret-spans.ts';

/** A key that stands in a file in plain text. */
export interface FoundSecret {
  readonly value: string;
  /** Key of the field: `api_key`. */
  readonly field: string;
  /** The component it belongs to: its provider, and its config with `base_url` where the key is meant for one server. */
  readonly provider: string;
  readonly config: JsonObject;
  readonly path: readonly PathSegment[];
  /** Where the key goes, where it stands in an address itself. */
  readonly server?: string;
}

/** Puts a found key where keys are kept, and gives back the name under which it is found again. */
export type KeepSecret = (secret: FoundSecret) => string;

const REFERENCE = /^secret:/;

/** True for a key itself: no reference to one, no mask. */
function isPlain(value: string): boolean {
  return value !== MASKED_SECRET && !REFERENCE.test(value);
}

/** The component with `secret:NAME` in place of every plain key; each key is handed to `keep` first. */
export function moveSecrets(
  component: ComponentModel,
  { keep, path }: { keep: KeepSecret; path: readonly PathSegment[] },
): ComponentModel {
  return replaceSecrets(component, {
    path,
    replace: (secret) => (isPlain(secret.value) ? `secret:${keep(secret)}` : secret.value),
  });
}

/** The component as it may leave: every key, and every reference to one, is AutoGen's mask. An empty key stays empty. */
export function maskSecrets(component: ComponentModel): ComponentModel {
  return replaceSecrets(component, { path: [], replace: () => MASKED_SECRET });
}

/** The component with AutoGen's mask in place of every plain key; references to kept keys stay. */
export function hidePlainSecrets(component: ComponentModel): ComponentModel {
  const replace = ({ value }: FoundSecret): string => (isPlain(value) ? MASKED_SECRET : value);
  return replaceSecrets(component, { path: [], replace });
}

/** All plain keys in a component. */
export function plainSecrets(component: ComponentModel): FoundSecret[] {
  const found: FoundSecret[] = [];
  replaceSecrets(component, {
    path: [],
    replace: (secret) => {
      if (isPlain(secret.value)) found.push(secret);
      return secret.value;
    },
  });
  return found;
}

interface Replacement {
  readonly path: readonly PathSegment[];
  readonly replace: (secret: FoundSecret) => string;
}

interface Walk extends Replacement {
  readonly owner: ComponentModel;
  /** Key of the object or list that is walked. */
  readonly holder: string;
}

function replaceSecrets(component: ComponentModel, replacement: Replacement): ComponentModel {
  return walk(component as Json, { ...replacement, owner: component, holder: '' }) as ComponentModel; // the same shape, other texts
}

/** Shares whatever holds no secret. The depth is bounded: files are scanned before. */
function walk(value: Json, context: Walk): Json {
  if (Array.isArray(value)) {
    const items = value.map((item: Json, index) => walkInto(item, String(index), context, index));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isJsonObject(value)) return value;
  const owner = isComponent(value) ? value : context.owner;
  const entries = Object.entries(value).map(([field, item]): [string, Json | undefined] => {
    return [field, item === undefined ? item : walkInto(item, field, { ...context, owner })];
  });
  return entries.every(([field, item]) => item === value[field]) ? value : Object.fromEntries(entries);
}

function walkInto(item: Json, field: string, context: Walk, segment: PathSegment = field): Json {
  const inner = { ...context, path: [...context.path, segment] };
  if (typeof item !== 'string') return walk(item, { ...inner, holder: field });
  return secretSpans(item, { field, holder: context.holder }).reduceRight((text, { start, end }) => {
    const written = text.slice(start, end);
    const { provider, config } = context.owner;
    const value = isAddress(text) ? decoded(written) : written;
    const server = isAddress(text) ? URL.parse(text)?.origin : undefined;
    const found = { value, field, provider, config, path: inner.path, ...(server !== undefined && { server }) };
    const replaced = context.replace(found);
    return replaced === value ? text : text.slice(0, start) + replaced + text.slice(end);
  }, item);
}

function isAddress(text: string): boolean {
  return text.includes('://');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a broken escape stands for itself
  }
}

function isComponent(value: JsonObject): value is JsonObject & ComponentModel {
  return typeof value['provider'] === 'string' && isJsonObject(value['config']);
}
