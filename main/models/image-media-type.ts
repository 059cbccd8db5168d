/** Beginnings of base64 data, by the kind of picture. */
const STARTS = [
  ['/9j/', 'image/jpeg'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
] as const;

/** The media type of base64 picture data. AutoGen writes PNG; other files may hold what they like. */
export function imageMediaType(data: string): 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' {
  return STARTS.find(([start]) => data.startsWith(start))?.[1] ?? 'image/png';
}
