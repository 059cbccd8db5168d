import { assertNever } from '../../assert-never.ts';
import type { AgentEvent, MemoryContent } from '../../chat/agent-event.ts';
import { type ChatItem, isChatMessage } from '../../chat/chat-item.ts';
import type { ChatMessage } from '../../chat/chat-message.ts';
import type { FunctionExecutionResult } from '../../chat/llm-message.ts';
import { toText } from '../../chat/text.ts';
import { placeWords } from '../memory-place.ts';
import { itemAt, replaceAt } from './chunked-list.ts';
import type { AsideRow, RecalledEntry, RowStart } from './conversation-row.ts';
import {
  type Body,
  type Conversation,
  openTurnAt,
  startRow,
  type Step,
  withRow,
  withTurn,
} from './conversation-state.ts';

/** Adds the row of a message or agent event, or completes the row it belongs to. Its draft ends with it. */
export function applyMessage(
  conversation: Conversation,
  { body, sequence, atMs }: Step<Body<'message'>>,
): Conversation {
  const { message: item, path, place } = body;
  const turnPath = (openTurnAt(conversation, path) ?? openTurnAt(conversation, place))?.path ?? null;
  const start = startRow({ sequence, atMs }, turnPath);
  const next = withoutDrafts(conversation, item, path);
  return isChatMessage(item) ? addSpeech(next, start, item) : addEvent(next, start, item);
}

/** One activation writes one message at a time: what it has drafted is this one, or will not become any. */
function withoutDrafts(conversation: Conversation, { id }: ChatItem, path: string): Conversation {
  const drafts = conversation.drafts.filter((draft) => draft.messageId !== id && draft.path !== path);
  return drafts.length === conversation.drafts.length ? conversation : { ...conversation, drafts };
}

function addSpeech(conversation: Conversation, start: RowStart, message: ChatMessage): Conversation {
  const turn = start.turnPath === null ? undefined : conversation.openTurns[start.turnPath];
  const isTask = conversation.turn === 0 && conversation.rows.length === 0;
  return withRow(
    { ...conversation, edited: conversation.edited.filter((id) => id !== message.id) },
    {
      ...start,
      type: 'speech',
      key: message.id === '' ? start.key : message.id,
      turnNumber: isTask ? 0 : null,
      message,
      durationMs: turn?.modelMs ?? null,
      tokens: message.models_usage?.completion_tokens ?? null,
      isEdited: conversation.edited.includes(message.id),
    },
  );
}

function addEvent(conversation: Conversation, start: RowStart, event: AgentEvent): Conversation {
  const { source } = event;
  switch (event.type) {
    case 'ToolCallRequestEvent': {
      const calls = event.content.map((call) => ({ ...call, result: null }));
      const next = withRow(conversation, { ...start, type: 'tools', source, calls, durationMs: null });
      return rememberRow(next, start, { toolRow: conversation.rows.length });
    }
    case 'ToolCallExecutionEvent':
      return addResults(conversation, start, event.content);
    case 'UserInputRequestedEvent': {
      const people = conversation.people.includes(source) ? conversation.people : [...conversation.people, source];
      const next = withRow({ ...conversation, people }, { ...start, type: 'question', source, waitedMs: null });
      return rememberRow(next, start, { questionRow: conversation.rows.length });
    }
    case 'SelectSpeakerEvent':
      return withRow(conversation, { ...start, type: 'selection', source, speakers: event.content });
    case 'ThoughtEvent':
      return addAside(conversation, start, { kind: 'thought', source, text: event.content });
    case 'MemoryQueryEvent': {
      const { memory, query = '' } = event.metadata;
      if (memory !== undefined) {
        const found = event.content.map(recalledEntry);
        return withRow(conversation, { ...start, type: 'recall', source, memory, query, found });
      }
      const text = event.content.map(({ content }) => (typeof content === 'string' ? content : toText(event)));
      return addAside(conversation, start, { kind: 'memory', source, text: text.join('\n') });
    }
    case 'CodeGenerationEvent':
      return addAside(conversation, start, { kind: 'code', source, text: event.content });
    case 'CodeExecutionEvent':
      return addAside(conversation, start, { kind: 'output', source, text: event.result.output });
    case 'SelectorEvent':
      return addAside(conversation, start, { kind: 'selector', source, text: event.content });
    case 'ModelClientStreamingChunkEvent':
      return conversation; // the whole text comes with its message
    default:
      return assertNever(event);
  }
}

function recalledEntry({ content, metadata }: MemoryContent): RecalledEntry {
  const { score, source } = metadata ?? {};
  return {
    text: typeof content === 'string' ? content : JSON.stringify(content),
    score: typeof score === 'number' ? score : null,
    source: typeof source === 'string' ? placeWords(source, metadata ?? {}) : '',
  };
}

function addAside(
  conversation: Conversation,
  start: RowStart,
  aside: Pick<AsideRow, 'kind' | 'source' | 'text'>,
): Conversation {
  return withRow(conversation, { ...start, type: 'aside', ...aside });
}

/** The turn remembers its newest row of this kind, so that what comes later can complete it. */
function rememberRow(
  conversation: Conversation,
  { turnPath }: RowStart,
  row: { readonly toolRow: number } | { readonly questionRow: number },
): Conversation {
  const turn = turnPath === null ? undefined : conversation.openTurns[turnPath];
  return turn === undefined ? conversation : withTurn(conversation, { ...turn, ...row });
}

function addResults(
  conversation: Conversation,
  { turnPath }: RowStart,
  results: readonly FunctionExecutionResult[],
): Conversation {
  const index = turnPath === null ? null : (conversation.openTurns[turnPath]?.toolRow ?? null);
  const row = index === null ? undefined : itemAt(conversation.rows, index);
  if (index === null || row?.type !== 'tools') return conversation;
  const calls = row.calls.map((call, at) => {
    // Ids come from models, which do not always keep them apart; results stand in the order of the calls.
    const result = results[at]?.call_id === call.id ? results[at] : results.find(({ call_id }) => call_id === call.id);
    return result ? { ...call, result: { content: result.content, isError: result.is_error === true } } : call;
  });
  return { ...conversation, rows: replaceAt(conversation.rows, index, { ...row, calls }) };
}
