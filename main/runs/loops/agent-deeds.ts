import type { ChatMessage } from '../../../shared/chat/chat-message.ts';
import type { FunctionCall, FunctionExecutionResult } from '../../../shared/chat/llm-message.ts';
import { toText } from '../../../shared/chat/text.ts';
import { canonicalJson, type Json } from '../../../shared/json.ts';
import { digestText } from '../../core/digest.ts';
import { ComparedText } from './compared-text.ts';
import { type Circle, type Likeness, LONGEST_PERIOD, type LoopLimits, Streaks } from './streaks.ts';

/** What an agent did: the calls of one answer with what came of them, or words of its own. */
export interface Deed {
  /** Names of the tools that were called; empty for words. */
  readonly tools: readonly string[];
  readonly calls: string;
  readonly results: string;
  readonly words: ComparedText;
}

/**
 * What one agent does, call by call. The same calls again and again are a circle, unless it says something new between
 * them; where only their results differ it may be waiting for something, and needs twice as many.
 */
export class AgentDeeds {
  readonly #streaks = new Streaks<Deed>({ compare, weigh });
  /** Tools that hand over: to whom it turns is what it says, not what it does. */
  readonly #handoffs = new Set<string>();
  #asked: readonly FunctionCall[] = [];
  /** Words since the last call. After so many that no circle can hold a call any more, they are not compared. */
  #words = LONGEST_PERIOD;

  asks(calls: readonly FunctionCall[]): void {
    this.#asked = calls;
  }

  /** What the calls brought that were asked for last. */
  gets(results: readonly FunctionExecutionResult[], limits: LoopLimits): Circle<Deed> | undefined {
    const tools = this.#asked.map(({ name }) => name);
    if (tools.length === 0 || tools.some((name) => this.#handoffs.has(name))) return undefined;
    this.#words = 0;
    const calls = this.#asked.map(callText).join('\n');
    return this.#streaks.add({ tools, calls, results: resultsText(results), words: NO_WORDS }, limits);
  }

  says(message: ChatMessage, limits: LoopLimits): Circle<Deed> | undefined {
    if (message.type === 'HandoffMessage') for (const { name } of this.#asked) this.#handoffs.add(name);
    if (message.type === 'ToolCallSummaryMessage') return undefined; // the tool's words
    this.#words += 1;
    if (this.#words === LONGEST_PERIOD) this.#streaks.clear();
    if (this.#words >= LONGEST_PERIOD) return undefined;
    return this.#streaks.add({ tools: [], calls: '', results: '', words: new ComparedText(toText(message)) }, limits);
  }

  countAnew(): void {
    this.#streaks.clear();
  }
}

const NO_WORDS = new ComparedText('');
/** A longer text is kept as its digest. UTF-16 units. */
const LONGEST_KEPT = 200;

const shortened = (text: string): string => (text.length > LONGEST_KEPT ? digestText(text) : text);

/** A call as it is compared: its name, and its arguments in whatever order they were written. */
export function callText({ name, arguments: text }: FunctionCall): string {
  return `${name}(${shortened(canonicalArguments(text))})`;
}

/** What calls brought, as it is compared. */
export function resultsText(results: readonly FunctionExecutionResult[]): string {
  return shortened(results.map(({ content, is_error }) => `${String(is_error)} ${content}`).join('\n'));
}

function canonicalArguments(text: string): string {
  try {
    return canonicalJson(JSON.parse(text) as Json);
  } catch {
    return text.trim() === '' ? '{}' : text.trim();
  }
}

function compare(deed: Deed, earlier: Deed): Likeness {
  if (deed.calls !== earlier.calls || !deed.words.isLike(earlier.words)) return 'none';
  return deed.results === earlier.results ? 'same' : 'weak';
}

/** Words alone are judged by what the whole team says. */
function weigh(circle: readonly Deed[]): 'nothing' | 'all' {
  return circle.some(({ tools }) => tools.length > 0) ? 'all' : 'nothing';
}
