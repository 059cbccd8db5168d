/**
 * Where an HTTP tool calls, without its path: undefined where what it names is no scheme, host and port of the web, also where
 * the host holds more than a name.
 */
export function httpAddress({
  scheme,
  host,
  port,
}: {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
}): URL | undefined {
  const url = /[/?#@\\\s]/.test(host) ? null : URL.parse(`${scheme}://${host}:${port}`);
  return url === null || url.host === '' ? undefined : url;
}
