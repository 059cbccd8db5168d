import { AssistantAgent } from '../main/agents/assistant-agent.ts';
import { ModelContext } from '../main/agents/context/model-context.ts';
import type { AgentRuntime } from '../main/core/agent-runtime.ts';
import type { Team } from '../main/core/participant.ts';
import type { ModelChunk, ModelClient } from '../main/models/model-client.ts';
import { modelInfo } from '../main/models/model-info.ts';
import { GroupChat } from '../main/teams/group-chat.ts';
import { roundRobin } from '../main/teams/round-robin.ts';
import type { TeamMessage } from '../main/teams/team-message.ts';

export interface TalkingOptions {
  readonly runtime: AgentRuntime<TeamMessage>;
  readonly turns: number;
  /** UTF-16 units of what is said in each turn. */
  readonly length: number;
  /** Called when the model is asked: 1, 2, 3… */
  readonly onTurn?: (turn: number) => void;
}

/** Two assistants with unbounded contexts who take turns, and a model that answers at once. */
export function talkingTeam({ runtime, turns, length, onTurn }: TalkingOptions): Team {
  const client = new InstantModel(length, onTurn);
  const participants = ['writer', 'critic'].map(
    (name) =>
      new AssistantAgent({
        name,
        description: `The ${name}.`,
        client,
        context: new ModelContext(),
        systemMessage: 'Talk.',
        toolbox: { tools: new Map(), handoffs: new Map() },
        modelClientStream: false,
        reflectOnToolUse: false,
        toolCallSummaryFormat: '{result}',
        maxToolIterations: 1,
        structured: undefined,
        rules: [],
        memories: [],
      }),
  );
  return new GroupChat({
    name: 'talk',
    description: 'Takes turns.',
    participants,
    pattern: roundRobin,
    externals: [],
    maxTurns: turns,
    emitTeamEvents: false,
    runtime,
    teamId: 'talk',
  });
}

class InstantModel implements ModelClient {
  readonly info = modelInfo('bench', undefined);
  readonly label = 'bench';
  readonly live = false;
  readonly #length: number;
  readonly #onTurn: ((turn: number) => void) | undefined;
  #turns = 0;

  constructor(length: number, onTurn: ((turn: number) => void) | undefined) {
    this.#length = length;
    this.#onTurn = onTurn;
  }

  async *stream(): AsyncGenerator<ModelChunk> {
    this.#turns += 1;
    this.#onTurn?.(this.#turns);
    // Through a buffer: as a text of its own, not as a reference to a part that all share.
    const text = Buffer.from(`Turn ${this.#turns} of a long talk. `.repeat(20)).toString('latin1', 0, this.#length);
    yield { type: 'text-delta', text };
    const usage = { prompt_tokens: 1, completion_tokens: 1 };
    yield { type: 'end', result: { finish_reason: 'stop', content: text, usage, cached: false } };
  }
}
