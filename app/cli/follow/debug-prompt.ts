import type { ChatMessage } from '../../../shared/chat/chat-message.ts';
import type { RunControl } from '../../../shared/run/command.ts';
import type { PendingHold } from '../../../shared/run/fold/pending.ts';
import type { LineSource } from './line-source.ts';
import { pendingWords } from './pending-words.ts';

const HELP = `  c         continue to the next breakpoint, question or the end
  s         step to the next boundary of a turn
  b AGENT   hold before every turn of this agent, or no longer
  e TEXT    publish the pending message with this text
  p         show what is pending
  q         park the run and quit`;

export interface DebugPorts {
  readonly lines: LineSource;
  readonly say: (text: string) => void;
  /** Passes a control to the run at once; the hold stays. */
  readonly control: (control: RunControl) => void;
}

/** The debugger of the terminal: asks at each hold what to do, one command a line. */
export class DebugPrompt {
  readonly #ports: DebugPorts;
  readonly #breakpoints = new Set<string>();

  constructor(ports: DebugPorts) {
    this.#ports = ports;
  }

  /** How the run goes on from this hold. */
  async atHold(hold: PendingHold): Promise<RunControl | 'park'> {
    const { lines, say } = this.#ports;
    let shown = hold;
    say(`Held (${hold.why}). ${pendingWords(hold)}`);
    for (;;) {
      const line = await lines.ask('debug> ');
      if (line === undefined) return 'park';
      const [command = '', rest = ''] = splitOnce(line.trim());
      if (command === 'c') return { type: 'continue', hold: hold.place };
      if (command === 's') return { type: 'step', hold: hold.place };
      if (command === 'q') return 'park';
      if (command === 'p') say(pendingWords(shown));
      else if (command === 'b' && rest !== '') this.#toggle(rest);
      else if (command === 'e' && rest !== '') shown = this.#edit(shown, rest);
      else if (command !== '') say(HELP);
    }
  }

  #toggle(agent: string): void {
    if (!this.#breakpoints.delete(agent)) this.#breakpoints.add(agent);
    const agents = [...this.#breakpoints];
    this.#ports.control({ type: 'set-breakpoints', agents });
    this.#ports.say(agents.length === 0 ? 'No breakpoints.' : `Breakpoints: ${agents.join(', ')}.`);
  }

  #edit(hold: PendingHold, text: string): PendingHold {
    const message = hold.pending.type === 'publish' ? withText(hold.pending.message, text) : undefined;
    if (message === undefined) {
      this.#ports.say('There is no message of plain text here to edit. Step to where one is about to be published.');
      return hold;
    }
    this.#ports.control({ type: 'edit-message', hold: hold.place, message });
    const edited: PendingHold = { ...hold, pending: { type: 'publish', message } };
    this.#ports.say(pendingWords(edited));
    return edited;
  }
}

function withText(message: ChatMessage, text: string): ChatMessage | undefined {
  return typeof message.content === 'string' ? ({ ...message, content: text } as ChatMessage) : undefined;
}

function splitOnce(line: string): [string, string] {
  const space = line.search(/\s/);
  return space < 0 ? [line, ''] : [line.slice(0, space), line.slice(space).trim()];
}
