/** A size in bytes as people say it: `238 MB`, `4.1 GB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 999_500_000) return `${Math.round(bytes / 1e6)} MB`;
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
