import { userProxyAgent } from '../../../shared/component/agents.ts';
import type { ComponentModel } from '../../../shared/component/envelope.ts';
import { type Meter, tokensOf } from './meter.ts';

/** Someone in an imagined run: hears messages, and says something when it is his turn. Lengths are tokens. */
export interface Imagined {
  hear(tokens: number): void;
  /** Gives back how long the message is that he says. */
  speak(): number;
}

/** Role, source and marks around each message. */
const FRAME = 4;
const HUMAN_ANSWER = 15;
const TOOL_CALL = 30;
const TOOL_RESULT = 40;
const TOOL_SCHEMA = 70;
/** Something that an agent remembered, and a piece of a file. */
const FOUND_FACT = 30;
const FOUND_PIECE = 250;
/** Tools of a server that nobody has asked yet. */
const SERVER_TOOLS = 8;
/** What comes before a message in the prompt of an agent inside of which a team sits. */
const INSIDE_FRAME = 60;

interface AgentOptions {
  readonly meter: Meter;
  /** Imagines a team that stands inside of an agent or tool. */
  readonly team: (component: ComponentModel) => Imagined;
}

/** Imagines one agent by its component. */
export function imaginedAgent(component: ComponentModel, options: AgentOptions): Imagined {
  const { config, provider } = component;
  if (provider === userProxyAgent.provider) return { hear: () => undefined, speak: () => HUMAN_ANSWER };
  if (config['wrapped_agent']) return imaginedAgent(config['wrapped_agent'] as unknown as ComponentModel, options);
  if (config['team']) return imaginedSociety(component, options);
  return new ImaginedAssistant(component, options);
}

/** The team inside talks it over, and a model puts what it said into one answer. */
function imaginedSociety({ config }: ComponentModel, { meter, team }: AgentOptions): Imagined {
  const inner = team(config['team'] as unknown as ComponentModel);
  return {
    hear: (tokens) => inner.hear(tokens),
    speak() {
      const said = inner.speak();
      const prompt = said * 2 + INSIDE_FRAME;
      return meter.ask(config['model_client'] as unknown as ComponentModel, { prompt, answer: meter.answerTo('') });
    },
  };
}

/** An agent with a model, a context that grows, and perhaps tools. */
class ImaginedAssistant implements Imagined {
  readonly #model: ComponentModel | null;
  readonly #meter: Meter;
  readonly #system: string;
  readonly #tools: readonly Imagined[];
  readonly #toolCount: number;
  readonly #memories: readonly ComponentModel[];
  readonly #maxIterations: number;
  readonly #reflects: boolean;
  readonly #window: number;
  #context: number[] = [];
  /** What memories found for this turn; it is told to the model in its calls, and not kept. */
  #recalled = 0;
  #turns = 0;

  constructor({ config }: ComponentModel, { meter, team }: AgentOptions) {
    const tools = toolsOf(config);
    this.#meter = meter;
    this.#model = (config['model_client'] as unknown as ComponentModel | null | undefined) ?? null;
    this.#system = typeof config['system_message'] === 'string' ? config['system_message'] : '';
    this.#memories = Array.isArray(config['memory']) ? (config['memory'] as ComponentModel[]) : [];
    this.#toolCount =
      tools.length +
      Number(this.#memories.some((memory) => memory.config['can_write'] === true)) +
      serversOf(config) * SERVER_TOOLS +
      (Array.isArray(config['handoffs']) ? config['handoffs'].length : 0);
    this.#tools = tools.flatMap((tool) => insideOf(tool, { meter, team }));
    this.#maxIterations = typeof config['max_tool_iterations'] === 'number' ? config['max_tool_iterations'] : 1;
    this.#reflects = config['reflect_on_tool_use'] === true;
    this.#window = windowOf(config['model_context'] as unknown as ComponentModel | null | undefined);
  }

  hear(tokens: number): void {
    this.#context.push(tokens);
  }

  speak(): number {
    if (this.#model === null) return TOOL_RESULT;
    this.#recalled = this.#memories.reduce((sum, memory) => sum + this.#recall(memory), 0);
    const iterations = this.#iterations();
    for (let done = 0; done < iterations; done += 1) this.#callTools(this.#model);
    const hasFinalAnswer = iterations === 0 || this.#reflects || iterations < this.#maxIterations;
    if (!hasFinalAnswer) return TOOL_RESULT; // what the tools gave is the message
    const answer = this.#ask(this.#model, this.#meter.answerTo(this.#system));
    this.#context.push(answer);
    return answer;
  }

  /** Asks a memory with the last message. */
  #recall(memory: ComponentModel): number {
    const question = this.#context.at(-1);
    if (question === undefined) return 0;
    this.#meter.embed(memory, question);
    return foundIn(memory, this.#meter);
  }

  /** How often tools are called before the answer: to be expected is every other time. */
  #iterations(): number {
    this.#turns += 1;
    if (this.#toolCount === 0) return 0;
    return Math.min(this.#maxIterations, this.#meter.pick(0, this.#turns % 2, 2));
  }

  #callTools(model: ComponentModel): void {
    this.#context.push(this.#ask(model, TOOL_CALL));
    const [inside] = this.#tools;
    inside?.hear(TOOL_CALL);
    this.#context.push(inside?.speak() ?? TOOL_RESULT);
  }

  #ask(model: ComponentModel, answer: number): number {
    const seen = this.#context.slice(-this.#window);
    const messages = seen.reduce((sum, tokens) => sum + tokens + FRAME, 0);
    const prompt = tokensOf(this.#system) + this.#recalled + FRAME + this.#toolCount * TOOL_SCHEMA + messages;
    return this.#meter.ask(model, { prompt, answer });
  }
}

/** Tokens that a memory brings into a conversation: facts that stand in it, or what may be found where that is not known. */
function foundIn({ config }: ComponentModel, meter: Meter): number {
  const { memory_contents: facts, k } = config;
  if (Array.isArray(facts)) return tokensOf(facts.map((fact) => JSON.stringify(fact)).join('\n'));
  return typeof k === 'number' ? k * meter.pick(0, FOUND_FACT, FOUND_PIECE) : 0;
}

function toolsOf(config: ComponentModel['config']): ComponentModel[] {
  const list = (value: unknown): ComponentModel[] => (Array.isArray(value) ? (value as ComponentModel[]) : []);
  return [...list(config['tools']), ...list(config['workbench']).flatMap((bench) => list(bench.config['tools']))];
}

/** Sets of tools that only a server knows. */
function serversOf({ workbench }: ComponentModel['config']): number {
  const benches = Array.isArray(workbench) ? (workbench as ComponentModel[]) : [];
  return benches.filter(({ config }) => config['server_params'] !== undefined).length;
}

/** The agent or team that a tool is. */
function insideOf({ config }: ComponentModel, options: AgentOptions): Imagined[] {
  if (config['agent']) return [imaginedAgent(config['agent'] as unknown as ComponentModel, options)];
  return config['team'] ? [options.team(config['team'] as unknown as ComponentModel)] : [];
}

/** How many messages the model sees. */
function windowOf(context: ComponentModel | null | undefined): number {
  const { buffer_size, head_size, tail_size } = context?.config ?? {};
  if (typeof buffer_size === 'number') return buffer_size;
  return typeof head_size === 'number' && typeof tail_size === 'number' ? head_size + tail_size : 1_000_000;
}
