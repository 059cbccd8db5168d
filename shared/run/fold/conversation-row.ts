import type { ChatMessage } from '../../chat/chat-message.ts';
import type { EffectError, RunParent } from '../event.ts';

export interface RowStart {
  /** Stays the same for the life of the row; a speech has the id of its message, so a draft and its speech are one. */
  readonly key: string;
  /** Number of the event that made the row. */
  readonly sequence: number;
  readonly atMs: number;
  /** Path of the turn it belongs to; null outside of turns. */
  readonly turnPath: string | null;
  /** Number of the turn, on the first row of each turn only; 0 on the first message of the task. */
  readonly turnNumber: number | null;
}

/** Something said to the others, word for word. */
export interface SpeechRow extends RowStart {
  readonly type: 'speech';
  readonly message: ChatMessage;
  /** Time the model took for it; null where no model did. */
  readonly durationMs: number | null;
  /** Tokens written; null where none were counted. */
  readonly tokens: number | null;
  /** A person changed it before it was published. */
  readonly isEdited: boolean;
}

/** One call of a tool, with what came back. */
export interface ToolCallView {
  readonly id: string;
  readonly name: string;
  /** JSON text as the model wrote it. */
  readonly arguments: string;
  /** Null until the tool has answered. */
  readonly result: { readonly content: string; readonly isError: boolean } | null;
}

/** The calls of one answer of a model. */
export interface ToolRow extends RowStart {
  readonly type: 'tools';
  readonly source: string;
  readonly calls: readonly ToolCallView[];
  /** Of the slowest call; null until one has ended. */
  readonly durationMs: number | null;
}

/** A person was asked. */
export interface QuestionRow extends RowStart {
  readonly type: 'question';
  readonly source: string;
  /** How long the answer took; null while it is missing. */
  readonly waitedMs: number | null;
}

/** What code left in its work folder: made, changed and deleted files. */
export interface FilesRow extends RowStart {
  readonly type: 'files';
  readonly source: string | null;
  /** In their order. */
  readonly paths: readonly string[];
}

/** The manager chose who speaks next. */
export interface SelectionRow extends RowStart {
  readonly type: 'selection';
  readonly source: string;
  readonly speakers: readonly string[];
}

/** Reasoning, memory, generated code or its output: text that folds to one line. */
export interface AsideRow extends RowStart {
  readonly type: 'aside';
  readonly kind: 'thought' | 'memory' | 'code' | 'output' | 'selector';
  readonly source: string;
  readonly text: string;
}

/** A memory was searched, and this was found. */
export interface RecallRow extends RowStart {
  readonly type: 'recall';
  readonly source: string;
  /** Who was asked: `text:notes`. */
  readonly memory: string;
  /** For what. */
  readonly query: string;
  /** Best first. */
  readonly found: readonly RecalledEntry[];
}

/** One entry that was found, and why. */
export interface RecalledEntry {
  readonly text: string;
  /** 0 to 1; null where the memory tells none. */
  readonly score: number | null;
  /** An agent's name or a file's path, with its line; empty where a person wrote it. */
  readonly source: string;
}

/** Failed attempts of one effect that was or will be tried again. */
export interface RetryRow extends RowStart {
  readonly type: 'retry';
  readonly place: string;
  /** Failed attempts so far. */
  readonly attempts: number;
  readonly error: EffectError;
  readonly waitMs: number;
}

/** One model of several failed, and another was asked at once. */
export interface FallbackRow extends RowStart {
  readonly type: 'fallback';
  readonly error: EffectError;
  /** Who was asked instead. */
  readonly next: string;
  /** Some of the failed answer was shown, and is gone. */
  readonly wasShown: boolean;
}

/** An effect waits in line, or has done so. */
export interface WaitRow extends RowStart {
  readonly type: 'wait';
  /** For what, in words. */
  readonly message: string;
  /** Null while it waits. */
  readonly waitedMs: number | null;
}

/** An effect failed for good. */
export interface FailureRow extends RowStart {
  readonly type: 'failure';
  readonly source: string | null;
  readonly what: string;
  readonly error: EffectError;
}

/** A person changed the course of the run. */
export interface CommandRow extends RowStart {
  readonly type: 'command';
  readonly words: string;
  /** What a person replaced, where that was a text. */
  readonly before: string | null;
}

/** Something that a person should know: the run goes in circles, or a server that tools live in went away. */
export interface NoticeRow extends RowStart {
  readonly type: 'notice';
  readonly code: 'loop' | 'server';
  /** Participant names. */
  readonly agents: readonly string[];
  /** One sentence. */
  readonly words: string;
}

/** A turn ended without its result. */
export interface AbandonedRow extends RowStart {
  readonly type: 'abandoned';
  readonly source: string | null;
  readonly reason: string;
}

/** A run begins inside of the conversation: a follow-up or a fork. */
export interface ChildRow extends RowStart {
  readonly type: 'child';
  readonly parent: RunParent;
  /** Labels of memories on servers that were asked until here: a fork sees them as they are now. */
  readonly serverMemories: readonly string[];
}

/** The run ended, and why. */
export interface EndRow extends RowStart {
  readonly type: 'end';
  readonly reason: 'finished' | 'failed' | 'stopped';
  /** One sentence. */
  readonly words: string;
}

/** One row of the script: a speech, or a stage direction. */
export type ConversationRow =
  | SpeechRow
  | ToolRow
  | FilesRow
  | QuestionRow
  | SelectionRow
  | AsideRow
  | RecallRow
  | RetryRow
  | FallbackRow
  | WaitRow
  | FailureRow
  | CommandRow
  | NoticeRow
  | AbandonedRow
  | ChildRow
  | EndRow;
