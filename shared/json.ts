import * as z from 'zod';

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** A JSON object; keys may be absent. */
export type JsonObject = { readonly [key: string]: Json | undefined };

/** Accepts any JSON value without copying it: what crosses a door has been JSON text once already. */
export const Json: z.ZodType<Json> = z.custom<Json>((value) => value !== undefined && typeof value !== 'function');
/** Accepts any JSON object without copying it. */
export const JsonObject: z.ZodType<JsonObject> = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/** JSON text with sorted keys and no white space: equal values give equal text. Used for hashes. */
export function canonicalJson(value: Json | undefined): string {
  if (Array.isArray(value)) {
    const isFlat = value.every((item) => typeof item !== 'object' || item === null);
    return isFlat ? JSON.stringify(value) : `[${value.map((item) => canonicalJson(item as Json)).join(',')}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const object = value as JsonObject;
  const parts: string[] = [];
  for (const key of Object.keys(object).toSorted()) {
    const item = object[key];
    if (item !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(item)}`);
  }
  return `{${parts.join(',')}}`;
}

/** True for a JSON object: neither null, nor a list, nor a plain value. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
