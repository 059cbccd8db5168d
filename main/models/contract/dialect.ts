/** One answer of a model in the words of no provider. Lists are the pieces in which it comes. */
export interface SpokenAnswer {
  readonly thoughts?: readonly string[];
  /** What the provider signs or encrypts its thoughts with, and wants back. */
  readonly signature?: string;
  readonly text?: readonly string[];
  readonly calls?: readonly SpokenCall[];
  /** Where it is not given: `calls` with calls, else `stop`. */
  readonly finish?: 'stop' | 'length' | 'calls' | 'filter';
  readonly usage?: { prompt: number; completion: number; cached?: number; reasoning?: number };
}

export interface SpokenCall {
  /** Absent: some servers give none. */
  readonly id?: string;
  readonly name: string;
  /** Pieces of JSON; none where the model wrote no arguments. */
  readonly pieces: readonly string[];
}

/** A body in its frames: what a server sends before its finish event, and from there on. */
export interface Frames {
  readonly before: readonly string[];
  readonly end: readonly string[];
}

/** A turn of a conversation as a server reads it. */
export interface HeardTurn {
  readonly role: 'user' | 'assistant' | 'tool';
  readonly text: string;
  /** Base64 data, in order. */
  readonly images: readonly string[];
  readonly calls: readonly { readonly name: string; readonly args: unknown }[];
  readonly results: readonly string[];
}

/** A request in the words of no provider, for tests that ask what a server was told. */
export interface HeardRequest {
  readonly system: string;
  readonly turns: readonly HeardTurn[];
  readonly tools: readonly string[];
  /** The JSON Schema that the answer must have. */
  readonly schema: unknown;
  /** Signatures that came back. */
  readonly signatures: readonly string[];
}

/** The words of one provider's interface, as a fake server of it speaks and hears them. */
export interface Dialect {
  readonly contentType: string;
  /** Frames that say nothing, as real servers send them: nulls where there is no content, pings, words nobody knows. */
  readonly noise: readonly string[];
  frames(answer: SpokenAnswer): Frames;
  /** Body of an answer with an error status. */
  refusal(message: string): string;
  /** An error that comes in mid-stream. */
  errorFrame(message: string): string;
  /** @throws Error where the request breaks a rule of the provider. */
  hear(body: Readonly<Record<string, unknown>>): HeardRequest;
}

/** Why it ended, also where the answer does not say. */
export function finishOf({ finish, calls }: SpokenAnswer): 'stop' | 'length' | 'calls' | 'filter' {
  return finish ?? (calls === undefined ? 'stop' : 'calls');
}

/** Server-sent event of this value. */
export function event(value: unknown, name?: string): string {
  return `${name === undefined ? '' : `event: ${name}\n`}data: ${JSON.stringify(value)}\n\n`;
}

/** A turn with nothing but what is given. */
export function turn(role: HeardTurn['role'], changes: Partial<HeardTurn> = {}): HeardTurn {
  return { role, text: '', images: [], calls: [], results: [], ...changes };
}
