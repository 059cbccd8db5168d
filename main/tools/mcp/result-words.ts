import type { CallToolResult, ContentBlock } from '@modelcontextprotocol/sdk/types.js';
import type { ToolResult } from '../tool.ts';

/** No model reads more of one result. */
const LONGEST_RESULT = 1_000_000;

/** A result as a model reads it: texts as they are, embedded texts as JSON, and of all else what it is. */
export function toToolResult({ content = [], structuredContent, isError }: CallToolResult): ToolResult {
  const parts = content.map(inWords);
  if (parts.length === 0 && structuredContent !== undefined) parts.push(JSON.stringify(structuredContent));
  return { content: bounded(parts.join('\n')), isError: isError === true };
}

/** Pictures and files are told of, not shown: a model would read their bytes as letters. */
function inWords(part: ContentBlock): string {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'image':
      return `[Image: ${part.mimeType}, ${sizeOf(part.data)}]`;
    case 'audio':
      return `[Audio: ${part.mimeType}, ${sizeOf(part.data)}]`;
    case 'resource_link':
      return `[Resource: ${part.title ?? part.name}, ${part.uri}${part.description ? `, ${part.description}` : ''}]`;
    case 'resource': {
      const { resource } = part;
      if ('text' in resource) return JSON.stringify(resource);
      return `[Resource: ${resource.uri}, ${resource.mimeType ?? 'of unknown type'}, ${sizeOf(resource.blob)}]`;
    }
    default:
      return '[Something of a kind that is not known here]';
  }
}

/** Of what base64 text holds. */
export function sizeOf(base64: string): string {
  const bytes = Math.floor((base64.length * 3) / 4);
  return bytes < 1024 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} kB`;
}

function bounded(text: string): string {
  if (text.length <= LONGEST_RESULT) return text;
  const left = text.length - LONGEST_RESULT;
  return `${text.slice(0, LONGEST_RESULT)}\n[${left} more characters are left out: the result is too long.]`;
}
