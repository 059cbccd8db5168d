import * as z from 'zod';
import {
  listField,
  numberField,
  optional,
  selectField,
  structureField,
  switchField,
  textField,
  textMapField,
  withDefault,
} from './fields.ts';

const seconds = (title: string, description: string, value: number) =>
  withDefault(numberField({ title, description }), value);

const headers = structureField(z.looseObject({}), {
  title: 'Headers',
  description: 'Sent with each request. A kept key is written secret:NAME.',
  widget: 'map',
});

/** A program that is started, and spoken with over its standard streams. */
export const StdioServerParams = z.looseObject({
  type: z.literal('StdioServerParams'),
  command: textField({ title: 'Command', description: 'The program that starts the server, such as npx or uvx.' }),
  args: withDefault(listField({ title: 'Arguments', description: 'What follows the command, one in a line.' }), []),
  env: optional(
    textMapField({ title: 'Variables', description: 'Given to the program. A kept key is written secret:NAME.' }),
  ),
  cwd: optional(textField({ title: 'Folder', description: 'Where the program is started. Empty: where Troupe was.' })),
  encoding: withDefault(
    textField({ title: 'Encoding', description: 'Of what it writes. The protocol is UTF-8.' }),
    'utf-8',
  ),
  encoding_error_handler: withDefault(
    selectField({
      title: 'Wrong letters',
      description: 'What AutoGen makes of bytes that are no text. It changes nothing here.',
      options: ['strict', 'ignore', 'replace'],
    }),
    'strict',
  ),
  read_timeout_seconds: seconds('Time for an answer', 'In seconds. Word of its progress gives a call more time.', 5),
});
export type StdioServerParams = z.infer<typeof StdioServerParams>;

const address = (example: string) => textField({ title: 'Address', description: `For example ${example}.` });
const timeout = (value: number) => seconds('Time to connect', 'In seconds.', value);
const answerTime = seconds('Time for an answer', 'In seconds. Word of its progress gives a call more time.', 300);

/** A server at an address, in the way of speaking that came first. */
export const SseServerParams = z.looseObject({
  type: z.literal('SseServerParams'),
  url: address('http://localhost:3000/sse'),
  headers: optional(headers),
  timeout: timeout(5),
  sse_read_timeout: answerTime,
});

/** A server at an address. */
export const StreamableHttpServerParams = z.looseObject({
  type: z.literal('StreamableHttpServerParams'),
  url: address('http://localhost:3000/mcp'),
  headers: optional(headers),
  timeout: timeout(30),
  sse_read_timeout: answerTime,
  terminate_on_close: withDefault(
    switchField({ title: 'End the session', description: 'Tell the server when it is not needed any more.' }),
    true,
  ),
});

/** How a server of the Model Context Protocol is reached. Times in seconds. (AutoGen: McpServerParams, section 7.2) */
export const McpServerParams = z.discriminatedUnion('type', [
  StdioServerParams,
  SseServerParams,
  StreamableHttpServerParams,
]);
export type McpServerParams = z.infer<typeof McpServerParams>;

/** True of a component whose tools live in a server. */
export function hasServer({ config }: { readonly config: z.ZodObject }): boolean {
  return 'server_params' in config.shape;
}

/** The server for people: its command line, or its address without what may be secret in it. */
export function mcpServerTitle(params: McpServerParams): string {
  if (params.type === 'StdioServerParams') return [params.command, ...params.args].join(' ');
  const url = URL.parse(params.url);
  return url === null ? params.url : `${url.origin}${url.pathname}`;
}

/** Of paths and commands, what says nothing about which server it is. */
const SAYS_NOTHING =
  /^((dist|build|src|lib|bin|index|main|server|cli|node_modules|stdio|run|exec|tool|start|x)(\.\w+)?|.*[\s;].*)$/;

/** The server in a word or two, for a card: `filesystem` of `npx -y @modelcontextprotocol/server-filesystem /tmp`. */
export function mcpServerName(params: McpServerParams): string {
  if (params.type !== 'StdioServerParams') return URL.parse(params.url)?.host ?? params.url;
  const words = [...params.args.filter((word) => !word.startsWith('-')), params.command];
  const named = words.map(lastTelling).find((name) => name !== undefined);
  return named?.replace(/\.(m?js|ts|py)$/, '').replace(/^(mcp-server-|server-|mcp-)/, '') ?? params.command;
}

function lastTelling(word: string): string | undefined {
  const unversioned = word.replace(/(?<=.)@[\d^~l][^/]*$/, '');
  return unversioned.split(/[\\/]/).findLast((part) => part !== '' && !SAYS_NOTHING.test(part));
}
