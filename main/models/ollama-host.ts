const USUAL = 'http://127.0.0.1:11434';

/**
 * The address of an Ollama server from whatever people write: `host`, `host:port`, a URL, a URL with the path of another
 * client's base URL, or the listening address of OLLAMA_HOST. Empty: the Ollama of this machine.
 */
export function ollamaHost(written: string | null | undefined): string {
  const text = written?.trim() ?? '';
  if (text === '') return USUAL;
  const isBare = !/^https?:\/\//i.test(text);
  const url = URL.parse(isBare ? `http://${text.startsWith(':') ? `127.0.0.1${text}` : text}` : text);
  if (url === null) return text; // the exchange says what is wrong with it
  if (url.port === '' && isBare) url.port = '11434';
  if (url.hostname === '0.0.0.0' || url.hostname === '[::]') url.hostname = '127.0.0.1';
  return `${url.origin}${url.pathname.replace(/\/(v1|api)?\/*$/, '')}`;
}
