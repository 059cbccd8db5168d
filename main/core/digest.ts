import { hash } from 'node:crypto';
import { canonicalJson, type Json } from '../../shared/json.ts';

/**
 * How requests to models are hashed. 1: message by message in a chain. 2: in blocks of eight. A run keeps its number in its
 * log; a change of what goes into such a digest, or of its order, needs the next one.
 */
export const DIGESTS = 2;

/** SHA-256 of a text, base64url. Pure, so it is allowed everywhere in the engine. */
export function digestText(text: string): string {
  return hash('sha256', text, 'base64url');
}

/** SHA-256 of a text in 64 hexadecimal digits. */
export function hexDigest(text: string): string {
  return hash('sha256', text, 'hex');
}

/** SHA-256 of a JSON value, whatever the order of its keys. */
export function digestJson(value: Json): string {
  return digestText(canonicalJson(value));
}
