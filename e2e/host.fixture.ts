import { expect, test as base, type BrowserContext } from '@playwright/test';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MODEL_PROVIDER_NAMES, providerFacts } from '../shared/component/model-providers.ts';
import { TroupePage } from './troupe-page.fixture.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const ADDRESS = /http:\/\/127\.0\.0\.1:(\d+)\/\?token=\S+/g;

/** Nothing of the tester's own keys and servers reaches the product; port 9 answers nobody. */
const OWN_ENVIRONMENT = {
  ...Object.fromEntries(
    MODEL_PROVIDER_NAMES.map(providerFacts).flatMap(({ keyVariable, baseUrlVariable, server }) => [
      [keyVariable, undefined],
      ...(baseUrlVariable === undefined
        ? []
        : [[baseUrlVariable, server?.isLocal === true ? 'http://127.0.0.1:9' : undefined]]),
    ]),
  ),
  TROUPE_DATA: undefined,
  TROUPE_PASSPHRASE: undefined,
  TROUPE_KEYRING: 'off',
  OTEL_EXPORTER_OTLP_ENDPOINT: undefined,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: undefined,
  OLLAMA_HOST: 'http://127.0.0.1:9',
};

/** The environment in which the built program runs in a test. */
export function programEnvironment(added: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...OWN_ENVIRONMENT, ...added };
}

/** The built program, `troupe serve`, as a process of its own with a data folder of its own. */
export class Host {
  readonly dataFolder: string;
  readonly #environment: Readonly<Record<string, string>>;
  #process: ChildProcess | null = null;
  #port = 0;
  #output = '';
  #wasKilled = false;

  constructor(options: { readonly dataFolder: string; readonly environment: Readonly<Record<string, string>> }) {
    this.dataFolder = options.dataFolder;
    this.#environment = options.environment;
  }

  /** Everything that it has written to its terminal, over all its lives. */
  get output(): string {
    return this.#output;
  }

  /** True when a test took it away: then a page may complain that its line is gone. */
  get wasKilled(): boolean {
    return this.#wasKilled;
  }

  /** The address that was printed last. It works once. */
  get address(): string {
    const last = [...this.#output.matchAll(ADDRESS)].at(-1);
    if (last === undefined) throw new Error(`The program printed no address:\n${this.#output}`);
    return last[0];
  }

  /** The page without a token, as somebody types it by heart. */
  get bareAddress(): string {
    return new URL('/', this.address).href;
  }

  /** Starts it and waits for its address. A second start is on the same port, with the same data. */
  async start(): Promise<void> {
    const program = [join(ROOT, 'dist', 'cli.js'), 'serve', '--no-open'];
    const settings = ['--port', String(this.#port), '--data', this.dataFolder];
    const child = spawn(process.execPath, [...program, ...settings], {
      env: programEnvironment(this.#environment),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    const before = this.#output.length;
    await new Promise<void>((resolve, reject) => {
      const hear = (piece: Buffer): void => {
        this.#output += piece.toString('utf8');
        const [, port] = [...this.#output.slice(before).matchAll(ADDRESS)].at(-1) ?? [];
        if (port === undefined) return;
        this.#port = Number(port);
        resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', (status) => reject(new Error(`The program ended with ${status}:\n${this.#output}`)));
    });
  }

  /** `kill -9`: no last word, no clean end. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** Ends it as Ctrl+C does. */
  stop(): Promise<void> {
    return this.#end('SIGINT');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (child === null) return;
    this.#process = null;
    this.#wasKilled = true;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}

/** What only a page whose engine was taken away says. */
const LOST_LINE = /WebSocket connection to .* failed|net::ERR_CONNECTION_REFUSED/;

/** Collects what a person would never see: errors in the console, and errors that nobody caught. */
function listenForErrors(context: BrowserContext, host: Host): readonly string[] {
  const errors: string[] = [];
  const add = (text: string): void => {
    if (!(host.wasKilled && LOST_LINE.test(text))) errors.push(text);
  };
  context.on('console', (message) => {
    if (message.type() === 'error') add(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => add(String(error.error().stack)));
  return errors;
}

export interface HostFixtures {
  /** Added to the environment of the program. */
  readonly hostEnvironment: Readonly<Record<string, string>>;
  /** Errors that a journey brings about on purpose; any other fails it. */
  readonly expectedErrors: RegExp | null;
  readonly host: Host;
  /** The product in the browser; opened by the journey itself. */
  readonly troupe: TroupePage;
}

/** A journey has the running program (`host`) and its page (`troupe`), and fails when the page logs an error. */
export const test = base.extend<HostFixtures>({
  hostEnvironment: [{}, { option: true }],
  expectedErrors: [null, { option: true }],
  host: async ({ hostEnvironment }, provide) => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'troupe-e2e-'));
    const host = new Host({ dataFolder, environment: hostEnvironment });
    try {
      await host.start();
      await provide(host);
    } finally {
      await host.kill();
      rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
  troupe: async ({ page, context, host, expectedErrors }, provide) => {
    const errors = listenForErrors(context, host);
    await provide(new TroupePage(page));
    expect(errors.filter((text) => expectedErrors === null || !expectedErrors.test(text))).toEqual([]);
  },
});

export { expect } from '@playwright/test';
