import { oc } from '@orpc/contract';
import * as z from 'zod';
import { McpServerParams } from '../component/mcp-params.ts';
import { Json, JsonObject } from '../json.ts';
import { Risk } from '../run/risk.ts';

/** One tool as the server tells of it. `risk`: what a call may do, by the server's own words. */
export const McpToolLine = z.object({
  name: z.string(),
  description: z.string(),
  inputSchema: JsonObject,
  risk: Risk,
});
export type McpToolLine = z.infer<typeof McpToolLine>;

export const McpResourceLine = z.object({
  uri: z.string(),
  name: z.string(),
  description: z.string(),
  mimeType: z.string().nullable(),
});
export type McpResourceLine = z.infer<typeof McpResourceLine>;

/** Addresses that a server makes up: `note:{id}` and the like. */
export const McpTemplateLine = z.object({ uriTemplate: z.string(), name: z.string(), description: z.string() });
export type McpTemplateLine = z.infer<typeof McpTemplateLine>;

export const McpPromptLine = z.object({
  name: z.string(),
  description: z.string(),
  arguments: z.array(z.object({ name: z.string(), description: z.string(), required: z.boolean() })),
});
export type McpPromptLine = z.infer<typeof McpPromptLine>;

/** A server that a person looks at, and what it offers now. */
export const McpInspection = z.object({
  id: z.string(),
  /** What it calls itself, with its version. */
  name: z.string(),
  /** What it tells models about its use; empty where it tells nothing. */
  instructions: z.string(),
  tools: z.array(McpToolLine),
  resources: z.array(McpResourceLine),
  templates: z.array(McpTemplateLine),
  prompts: z.array(McpPromptLine),
});
export type McpInspection = z.infer<typeof McpInspection>;

/** What came of a question to a server: as a model reads it, and as the server sent it. */
export const McpAnswer = z.object({
  text: z.string(),
  isError: z.boolean(),
  raw: Json,
  durationMs: z.number().nonnegative(),
});
export type McpAnswer = z.infer<typeof McpAnswer>;

/** What the server wrote beside its answers, and why it ended; null while it is there. */
export const McpLog = z.object({ lines: z.array(z.string()), end: z.string().nullable() });
export type McpLog = z.infer<typeof McpLog>;

const one = z.object({ id: z.string() });
const gone = { NOT_CONNECTED: { message: 'This server is not connected any more. Connect again.' } } as const;
const failed = { FAILED: { message: 'The server did not do it.' } } as const;

export const mcpContract = {
  /** Starts or reaches a server, because a person asked for it, and says what it offers. It is ended after ten idle minutes. */
  connect: oc
    .input(z.object({ params: McpServerParams }))
    .output(McpInspection)
    .errors(failed),
  /** What it offers now. */
  look: oc
    .input(one)
    .output(McpInspection)
    .errors({ ...gone, ...failed }),
  call: oc
    .input(one.extend({ tool: z.string(), arguments: JsonObject }))
    .output(McpAnswer)
    .errors({ ...gone, ...failed }),
  read: oc
    .input(one.extend({ uri: z.string() }))
    .output(McpAnswer)
    .errors({ ...gone, ...failed }),
  prompt: oc
    .input(one.extend({ name: z.string(), arguments: z.record(z.string(), z.string()) }))
    .output(McpAnswer)
    .errors({ ...gone, ...failed }),
  log: oc.input(one).output(McpLog).errors(gone),
  disconnect: oc.input(one).output(z.void()),
};
