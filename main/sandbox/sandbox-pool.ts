import type { SandboxKind, SandboxPlaces } from './deno-command.ts';
import { SANDBOX_MISSING, SandboxError } from './sandbox-error.ts';
import { SandboxProcess } from './sandbox-process.ts';

/** What code may use unless it is said otherwise, MiB. */
export const DEFAULT_MEMORY_MB = 256;
/** Python takes seconds to begin, so one process is kept ready. JavaScript takes none. */
const KEPT: SandboxKind = { language: 'python', memoryMb: DEFAULT_MEMORY_MB };
const IDLE_MS = 5 * 60_000;

/**
 * Gives out processes of the sandbox, each once. While Python is wanted one is kept ready; nobody asked for minutes: it ends.
 */
export class SandboxPool {
  readonly #places: () => SandboxPlaces | undefined;
  #kept: SandboxProcess | undefined;
  #idle: NodeJS.Timeout | undefined;
  #isClosed = false;

  /** `places` is asked for each process: undefined while the sandbox is not installed. */
  constructor(places: () => SandboxPlaces | undefined) {
    this.#places = places;
  }

  /** Begins a process for Python, where none is ready. */
  warmUp(): void {
    const places = this.#places();
    if (this.#isClosed || places === undefined) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#drop(), IDLE_MS).unref();
    if (this.#kept?.isUsable !== true) this.#kept = new SandboxProcess(places, KEPT);
  }

  /** A process that nobody else has or had. @throws SandboxError where it is not installed or does not begin */
  async take(kind: SandboxKind): Promise<SandboxProcess> {
    const places = this.#places();
    if (places === undefined) throw new SandboxError('missing', SANDBOX_MISSING);
    const taken = this.#takeKept(kind) ?? new SandboxProcess(places, kind);
    await taken.ready();
    if (kind.language === 'python') this.warmUp();
    return taken;
  }

  close(): void {
    this.#isClosed = true;
    this.#drop();
  }

  #takeKept({ language, memoryMb }: SandboxKind): SandboxProcess | undefined {
    if (language !== KEPT.language || memoryMb !== KEPT.memoryMb || this.#kept?.isUsable !== true) return undefined;
    const kept = this.#kept;
    this.#kept = undefined;
    return kept;
  }

  #drop(): void {
    clearTimeout(this.#idle);
    this.#kept?.kill();
    this.#kept = undefined;
  }
}
