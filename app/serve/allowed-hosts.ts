/**
 * The names under which this server may be addressed. A page of another site that points its own name at 127.0.0.1
 * (DNS rebinding) comes with its own Host, and a script of another site with its own Origin.
 */
export interface AllowedHosts {
  /** Checks the Host header. */
  isHost(host: string | undefined): boolean;
  /** Checks the Origin header. Absent is allowed: browsers always send it where it counts, other programs have none. */
  isOrigin(origin: string | undefined): boolean;
}

/** Allows the loopback names with this port, and nothing else. */
export function allowedHosts(port: number): AllowedHosts {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  const origins = new Set([...hosts].map((host) => `http://${host}`));
  return {
    isHost: (host) => host !== undefined && hosts.has(host.toLowerCase()),
    isOrigin: (origin) => origin === undefined || origins.has(origin.toLowerCase()),
  };
}
