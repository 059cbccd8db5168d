import { LLMock, type ChatCompletionRequest } from '@copilotkit/aimock';
import { test as base } from '@playwright/test';
import { test as hostTest } from './host.fixture.ts';

/** One answer of the model server. Without a pace it comes at once. */
export interface Reply {
  readonly text: string;
  readonly toolCalls?: readonly { readonly name: string; readonly arguments: string }[];
  /** Pieces a second; a piece is a few letters. */
  readonly piecesPerSecond?: number;
}

/** Letters in one piece of a stream. */
const PIECE_LETTERS = 8;

/** An OpenAI-compatible server that nobody here wrote (aimock), with answers in the order in which they are asked for. */
export class ModelServer {
  readonly #mock = new LLMock({ port: 0, logLevel: 'silent' });
  #isRunning = false;

  async start(): Promise<void> {
    await this.#mock.start();
    this.#isRunning = true;
  }

  /** The network is gone: who calls now is refused. */
  async stop(): Promise<void> {
    if (!this.#isRunning) return;
    this.#isRunning = false;
    await this.#mock.stop();
  }

  get baseUrl(): string {
    return `${this.#mock.url}/v1`;
  }

  /** What it was asked, in order: the texts of each request. */
  get requests(): readonly (readonly string[])[] {
    return this.#mock.getRequests().map(({ body }) => {
      const { messages = [] } = body as Partial<ChatCompletionRequest>;
      return messages.map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)));
    });
  }

  /** From now on answers calls with these, one each; whoever asks after the last gets it again. */
  reply(replies: readonly Reply[]): void {
    this.#mock.clearFixtures();
    for (const [index, { text, toolCalls, piecesPerSecond }] of replies.entries()) {
      const isLast = index === replies.length - 1;
      this.#mock.addFixture({
        match: { model: /./, ...(!isLast && { sequenceIndex: index }) },
        response: toolCalls === undefined ? { content: text } : { content: text, toolCalls: [...toolCalls] },
        chunkSize: PIECE_LETTERS,
        ...(piecesPerSecond !== undefined && { streamingProfile: { ttft: 0, tps: piecesPerSecond } }),
      });
    }
  }
}

interface ModelFixtures {
  readonly models: ModelServer;
}

async function withModels({}: object, provide: (models: ModelServer) => Promise<void>): Promise<void> {
  const models = new ModelServer();
  await models.start();
  await provide(models);
  await models.stop();
}

/** A journey in the browser whose program finds this server at `OPENAI_BASE_URL`, with a key for it. */
export const test = hostTest.extend<ModelFixtures>({
  models: withModels,
  hostEnvironment: async ({ models }, provide) => {
    await provide({ OPENAI_API_KEY: 'test', OPENAI_BASE_URL: models.baseUrl });
  },
});

/** A journey in the terminal: the server alone. */
export const terminalTest = base.extend<ModelFixtures>({ models: withModels });

export { expect } from '@playwright/test';
