/** Headers of every answer. In development Vite's inline scripts and its worker have to be let in. */
export function securityHeaders(port: number, isDevelopment: boolean): Record<string, string> {
  const policy = [
    `default-src 'self'`,
    ...(isDevelopment ? [`script-src 'self' 'unsafe-inline'`, `worker-src 'self' blob:`] : []),
    `style-src 'self' 'unsafe-inline'`,
    `connect-src 'self' ws://127.0.0.1:${port} ws://localhost:${port}`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };
}
