import { httpAddress } from '../../../shared/component/http-address.ts';
import { httpTool as definition } from '../../../shared/component/tools.ts';
import { pythonStr } from '../../../shared/chat/python-repr.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../shared/json.ts';
import { errorResult, textResult } from '../checked-tool.ts';
import { ToolConfigError } from '../create-tool.ts';
import type { Tool, ToolResult } from '../tool.ts';
import { type GuardedFetch, told } from './told.ts';
import { textOf } from './response-text.ts';

const MOST_BYTES = 5_000_000;
const PATH_FIELD = /\{([^{}]*)\}/g;

type HttpConfig = ReturnType<typeof definition.config.parse>;

/**
 * Calls one web address with arguments of the model. (AutoGen: HttpTool: arguments named in the path are put there; the others are the query of
 * GET and DELETE, else the JSON body; the status is not looked at, and redirects are not followed.)
 * @throws ToolConfigError
 */
export function httpTool(config: JsonObject, fetch: GuardedFetch): Tool {
  const parsed = definition.config.safeParse(config);
  if (!parsed.success) throw new ToolConfigError(`An HTTP tool is not valid: ${parsed.error.message}`);
  const { name, description, json_schema: parameters } = parsed.data;
  return {
    schema: { name, description: description ?? '', parameters: parameters, strict: false },
    risk: 'network',
    run: (args, { signal }) => {
      const values = argumentsOf(parameters, args);
      return typeof values === 'string'
        ? Promise.resolve(errorResult(values))
        : call(parsed.data, { values, signal, fetch });
    },
  };
}

interface Call {
  readonly values: JsonObject;
  readonly signal: AbortSignal;
  readonly fetch: GuardedFetch;
}

async function call(config: HttpConfig, { values, signal, fetch }: Call): Promise<ToolResult> {
  const { method, headers, return_type, timeout } = config;
  const address = addressOf(config, values);
  if (address === undefined) return errorResult(`"${config.host}:${config.port}" is no address of the web.`);
  const { url, rest } = address;
  const hasQuery = method === 'GET' || method === 'DELETE';
  if (hasQuery)
    for (const [key, value] of Object.entries(rest))
      for (const one of [value].flat()) url.searchParams.append(key, queryText(one));
  return told(async () => {
    const { bytes, headers: answered } = await fetch({
      url,
      method,
      headers: { ...(!hasQuery && !namesType(headers ?? {}) && { 'content-type': 'application/json' }), ...headers },
      ...(!hasQuery && { body: JSON.stringify(rest) }),
      mostRedirects: 0,
      timeoutMs: timeout * 1000,
      mostBytes: MOST_BYTES,
      signal,
    });
    const text = textOf(bytes, answered);
    if (return_type === 'text') return textResult(text);
    try {
      return textResult(pythonStr(JSON.parse(text)));
    } catch {
      return errorResult('The answer is no JSON.');
    }
  });
}

/** The address with what belongs into its path, and the arguments that do not. */
function addressOf(config: HttpConfig, values: JsonObject): { url: URL; rest: JsonObject } | undefined {
  const { path } = config;
  const url = httpAddress(config);
  if (url === undefined) return undefined;
  const inPath = new Set([...path.matchAll(PATH_FIELD)].map(([, name]) => name ?? ''));
  url.pathname = path.replaceAll(PATH_FIELD, (_found, name: string) => queryText(values[name]));
  const rest = Object.fromEntries(Object.entries(values).filter(([key]) => !inPath.has(key)));
  return { url, rest };
}

/** A body may be told as something else than JSON. (httpx: a header of one's own comes before the usual one) */
const namesType = (headers: Readonly<Record<string, string>>): boolean =>
  Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');

/** As httpx writes it. */
function queryText(value: Json | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : typeof value === 'object' ? pythonStr(value) : String(value);
}

/** What the schema names: defaults where nothing is given, the rest left out; a sentence where something is missing. */
function argumentsOf({ properties, required }: JsonObject, args: JsonObject): JsonObject | string {
  const fields = isJsonObject(properties) ? properties : {};
  const missing = (Array.isArray(required) ? required : []).filter(
    (name) => typeof name === 'string' && !Object.hasOwn(args, name),
  );
  if (missing.length > 0) return `These arguments are missing: ${missing.join(', ')}.`;
  const values = Object.entries(fields).map(([name, field]): [string, Json] => {
    const fallback = isJsonObject(field) ? (field['default'] ?? null) : null;
    return [name, Object.hasOwn(args, name) ? (args[name] ?? null) : fallback];
  });
  return Object.fromEntries(values);
}
