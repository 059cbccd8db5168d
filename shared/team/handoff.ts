import { isJsonObject } from '../json.ts';
import type { Json } from '../json.ts';

/** Texts that AutoGen derives from the target of a handoff where its config leaves them empty. (AutoGen: Handoff) */
export function handoffTexts(target: string): { description: string; name: string; message: string } {
  return {
    description: `Handoff to ${target}.`,
    name: `transfer_to_${target}`.toLowerCase(),
    message: `Transferred to ${target}, adopting the role of ${target} immediately.`,
  };
}

/** Whom a handoff names; undefined for what is no handoff. AutoGen's schema takes objects and bare names. */
export function handoffTarget(handoff: Json | undefined): string | undefined {
  if (typeof handoff === 'string') return handoff;
  const target = isJsonObject(handoff) ? handoff['target'] : undefined;
  return typeof target === 'string' ? target : undefined;
}

/** The same handoff to another name. Texts that were derived from the old name are derived from the new one. */
export function retargetHandoff(handoff: Json, target: string): Json {
  if (typeof handoff === 'string') return target;
  if (!isJsonObject(handoff) || handoff['target'] === target) return handoff;
  const old = handoffTexts(handoffTarget(handoff) ?? '');
  const fresh = handoffTexts(target);
  const changed: Record<string, Json | undefined> = { ...handoff, target };
  for (const key of ['description', 'name', 'message'] as const) {
    if (handoff[key] === old[key]) changed[key] = fresh[key];
  }
  return changed;
}
