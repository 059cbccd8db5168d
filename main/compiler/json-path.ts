/** One step into JSON: the key of an object or the index of a list. */
export type PathSegment = string | number;

const MAX_SEGMENTS = 40;

/** A path as people read it: `$.config.participants[2].config.name`. Very deep ones are cut in the middle. */
export function formatPath(segments: readonly PathSegment[]): string {
  if (segments.length <= MAX_SEGMENTS) return `$${segments.map(formatSegment).join('')}`;
  const head = segments.slice(0, MAX_SEGMENTS / 2).map(formatSegment);
  const tail = segments.slice(-4).map(formatSegment);
  return `$${head.join('')}…${tail.join('')}`;
}

function formatSegment(segment: PathSegment): string {
  if (typeof segment === 'number') return `[${segment}]`;
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
}
