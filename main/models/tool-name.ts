/** A name as models may call it. (AutoGen: normalize_name) */
export function toToolName(name: string): string {
  return name.replaceAll(/[^a-zA-Z0-9_-]/g, '_').slice(0, 64);
}
