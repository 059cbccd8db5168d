import * as z from 'zod';

const StdioServerParams = z.looseObject({
  type: z.literal('StdioServerParams'),
  command: z.string(),
  args: z.array(z.string()).default([]),
  env: z.record(z.string(), z.string()).nullish(),
  cwd: z.string().nullish(),
  encoding: z.string().default('utf-8'),
  encoding_error_handler: z.enum(['strict', 'ignore', 'replace']).default('strict'),
  read_timeout_seconds: z.number().default(5),
});

const SseServerParams = z.looseObject({
  type: z.literal('SseServerParams'),
  url: z.string(),
  headers: z.looseObject({}).nullish(),
  timeout: z.number().default(5),
  sse_read_timeout: z.number().default(300),
});

const StreamableHttpServerParams = z.looseObject({
  type: z.literal('StreamableHttpServerParams'),
  url: z.string(),
  headers: z.looseObject({}).nullish(),
  timeout: z.number().default(30),
  sse_read_timeout: z.number().default(300),
  terminate_on_close: z.boolean().default(true),
});

/** How a server of the Model Context Protocol is reached. Times in seconds. (AutoGen: McpServerParams, section 7.2) */
export const McpServerParams = z.discriminatedUnion('type', [
  StdioServerParams,
  SseServerParams,
  StreamableHttpServerParams,
]);
export type McpServerParams = z.infer<typeof McpServerParams>;
export type StdioServerParams = z.infer<typeof StdioServerParams>;

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
