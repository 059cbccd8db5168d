/** A part of a text that is a secret. */
export interface SecretSpan {
  readonly start: number;
  readonly end: number;
}

/** Where a text stands: its own key, and the key of the object that holds it. */
export interface TextPlace {
  readonly field: string;
  readonly holder: string;
}

/** Fields that hold keys, in components that Troupe knows and in others. */
const SECRET_FIELDS: ReadonlySet<string> = new Set([
  'api_key',
  'openai_api_key',
  'azure_ad_token',
  'aws_access_key',
  'aws_secret_key',
  'aws_session_token',
  'password',
]);

const HEADERS = /headers$/i;
const SECRET_HEADER = /authorization$|^cookie$|key|token|secret|password/i;
/** `Bearer` and the like are no secret, and the key behind them is known by itself. */
const SCHEME = /^(?:Bearer|Basic|Token|ApiKey)\s+/i;
const SECRET_VARIABLE = /(?:^|_)(?:KEY|TOKEN|SECRET|PASSWORD)$/i;
const URL_START = /^[a-z][a-z0-9+.-]*:\/\//i;
const SECRET_PARAMETER = /^(?:.*[-_])?(?:key|apikey|token|secret|sig|signature|password|pwd)$/i;

/** The secrets in a text: keys, what signs a request in its headers, variables of programs, and those in addresses. */
export function secretSpans(text: string, { field, holder }: TextPlace): SecretSpan[] {
  if (text === '') return [];
  if (SECRET_FIELDS.has(field) || (holder === 'env' && SECRET_VARIABLE.test(field))) return [whole(text, 0)];
  if (HEADERS.test(holder) && SECRET_HEADER.test(field)) return [whole(text, SCHEME.exec(text)?.[0].length ?? 0)];
  return URL_START.test(text) && !/\s/.test(text) ? [...inAuthority(text), ...inQuery(text)] : [];
}

function whole(text: string, start: number): SecretSpan {
  return { start, end: text.length };
}

/** The password of `//name:password@`; without one the name is what signs, as a token does. */
function inAuthority(url: string): SecretSpan[] {
  const [all = '', scheme = '', user = ''] = /^([^/]*\/\/)([^/?#@]*)@/.exec(url) ?? [];
  if (user === '') return [];
  const name = user.includes(':') ? user.slice(0, user.indexOf(':') + 1) : '';
  const start = scheme.length + name.length;
  return start === all.length - 1 ? [] : [{ start, end: all.length - 1 }];
}

function inQuery(url: string): SecretSpan[] {
  return [...url.matchAll(/[?&]([^=&#]+)=([^&#]+)/g)].flatMap(({ index, 0: all, 1: name = '', 2: value = '' }) => {
    const end = index + all.length;
    return SECRET_PARAMETER.test(name) ? [{ start: end - value.length, end }] : [];
  });
}
