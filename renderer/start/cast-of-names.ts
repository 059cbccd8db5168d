import { castOf, type CastMember } from '../nodes/cast.ts';

/** Names by which templates call the person at the desk; a summary does not say more. */
const HUMAN_NAMES: ReadonlySet<string> = new Set(['you', 'user', 'human', 'person', 'user_proxy']);

/** The portraits of a cast of which only the names are known. */
export function castOfNames(
  names: readonly string[],
): readonly { readonly name: string; readonly member: CastMember }[] {
  const cast = castOf(names.map((name) => ({ name, isHuman: HUMAN_NAMES.has(name.toLowerCase()) })));
  return [...cast].map(([name, member]) => ({ name, member }));
}
