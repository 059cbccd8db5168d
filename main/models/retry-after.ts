/** How long an answer asks to wait, in milliseconds, from `retry-after-ms` or `retry-after` (seconds or a date). */
export function retryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const exactMs = positive(Number.parseFloat(headers.get('retry-after-ms') ?? ''));
  if (exactMs !== undefined) return exactMs;
  const header = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(header)) return positive(Number.parseFloat(header) * 1000);
  const dateMs = Date.parse(header);
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs);
}

function positive(ms: number): number | undefined {
  return Number.isFinite(ms) && ms >= 0 ? Math.ceil(ms) : undefined;
}
