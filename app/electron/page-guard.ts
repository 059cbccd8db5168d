/** True for the window's own page, which lives at `origin`, for example `app://troupe`: only that is loaded and heard. */
export function isOwnPage(url: string, origin: string): boolean {
  const parsed = parseUrl(url);
  // URL knows no origin of a scheme of our own, so protocol and host are compared.
  return parsed !== undefined && `${parsed.protocol}//${parsed.host}` === origin;
}

/** The address of a link that may be opened in the user's own browser; undefined for all that may not. */
export function externalLink(url: string): string | undefined {
  const parsed = parseUrl(url);
  if (parsed === undefined || parsed.protocol !== 'https:') return undefined;
  // A name before the host is how a link pretends to lead somewhere else.
  return parsed.username === '' && parsed.password === '' ? parsed.href : undefined;
}

/** The page may put text on the clipboard and tell by notifications, and is given nothing else. */
export function isPermitted(permission: string): boolean {
  return permission === 'clipboard-sanitized-write' || permission === 'notifications';
}

function parseUrl(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}
