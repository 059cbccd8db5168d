import type { Json, JsonObject } from '../json.ts';
import type { ChatItem } from './chat-item.ts';

/**
 * A message or event as AutoGen dumps it: the common fields first, then its own in AutoGen's order, nulls kept.
 * (AutoGen: BaseMessage.dump; reference: autogen.md section 2.1)
 */
export function dumpItem(item: ChatItem): JsonObject {
  const { id, source, models_usage, metadata, created_at } = item;
  const fields = item as unknown as JsonObject;
  const own = (OWN_FIELDS[item.type] ?? STRUCTURED_FIELDS).map((key) => [key, dumpField(key, fields[key])]);
  return {
    id,
    source,
    models_usage: models_usage && pick(models_usage, ['prompt_tokens', 'completion_tokens']),
    metadata,
    created_at,
    ...Object.fromEntries(own),
  };
}

const STRUCTURED_FIELDS = ['content', 'format_string', 'type'];

/** In AutoGen `tool_calls` and `results` are declared after the text message's own fields, so `type` comes first there. */
const OWN_FIELDS: Readonly<Record<string, readonly string[]>> = {
  TextMessage: ['content', 'type'],
  MultiModalMessage: ['content', 'type'],
  StopMessage: ['content', 'type'],
  HandoffMessage: ['content', 'target', 'context', 'type'],
  ToolCallSummaryMessage: ['content', 'type', 'tool_calls', 'results'],
  ToolCallRequestEvent: ['content', 'type'],
  ToolCallExecutionEvent: ['content', 'type'],
  MemoryQueryEvent: ['content', 'type'],
  UserInputRequestedEvent: ['request_id', 'content', 'type'],
  ModelClientStreamingChunkEvent: ['content', 'full_message_id', 'type'],
  ThoughtEvent: ['content', 'type'],
  SelectSpeakerEvent: ['content', 'type'],
  SelectorEvent: ['content', 'type'],
  CodeGenerationEvent: ['retry_attempt', 'content', 'code_blocks', 'type'],
  CodeExecutionEvent: ['retry_attempt', 'result', 'type'],
};

/** Lists of calls, results, memories and model messages are records of their own; a structured content stays as it is. */
function dumpField(key: string, value: Json | undefined): Json {
  if (!Array.isArray(value)) return value ?? null;
  const list = value as readonly Json[];
  return key === 'code_blocks' ? list.map((block) => pick(block, ['code', 'language'])) : list.map(dumpPart);
}

function dumpPart(part: Json): Json {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  const record = part as JsonObject;
  if ('type' in record) return dumpModelMessage(record);
  if ('arguments' in record) return pick(record, ['id', 'arguments', 'name']);
  if ('call_id' in record) return pick(record, ['content', 'name', 'call_id', 'is_error']);
  return 'mime_type' in record ? pick(record, ['content', 'mime_type', 'metadata']) : record;
}

function dumpModelMessage(message: JsonObject): JsonObject {
  const content = dumpField('content', message['content']);
  if (message['type'] === 'AssistantMessage') {
    return { content, thought: message['thought'] ?? null, source: message['source'], type: message['type'] };
  }
  const source = message['source'] === undefined ? {} : { source: message['source'] };
  return { content, ...source, type: message['type'] };
}

function pick(value: unknown, keys: readonly string[]): JsonObject {
  const record = value as JsonObject;
  return Object.fromEntries(keys.map((key) => [key, record[key] ?? null]));
}
