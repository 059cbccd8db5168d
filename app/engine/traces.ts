import type { RunStore, SettingsStore } from '../../main/core/store.ts';
import type { TraceExporter } from '../../main/traces/trace-exporter.ts';
import type { RunTracer } from '../../main/traces/run-tracer.ts';
import { type TraceTarget, traceTarget } from '../../main/traces/trace-target.ts';
import { failureText } from '../../shared/failure.ts';
import type { RunEvent } from '../../shared/run/event.ts';

export interface TracePorts {
  readonly settings: SettingsStore;
  readonly store: RunStore;
  readonly version: string;
  readonly onProblem: (message: string) => void;
}

/** How long closing may wait for a receiver. */
const CLOSE_WITHIN_MS = 2000;

interface Tracing {
  readonly tracer: RunTracer;
  readonly exporter: TraceExporter;
}

/** Traces of this engine, as settings and variables want them. While they are off nothing of them is loaded. */
export class Traces {
  readonly #ports: TracePorts;
  readonly #leave: () => void;
  #tracing: Promise<Tracing> | undefined;
  #target = '';

  constructor(ports: TracePorts) {
    this.#ports = ports;
    this.#configure();
    this.#leave = ports.settings.onChange(() => this.#configure());
  }

  /** Told of each committed event. Never waits, never throws. */
  add(event: RunEvent): void {
    this.#tracing
      ?.then(({ tracer }) => tracer.add(event))
      .catch((error: unknown) => this.#ports.onProblem(`Traces are not complete: ${failureText(error)}`));
  }

  async close(): Promise<void> {
    this.#leave();
    await this.#tracing?.then(({ exporter }) => exporter.close(CLOSE_WITHIN_MS)).catch(() => undefined);
  }

  #configure(): void {
    const target = this.#wanted();
    const text = JSON.stringify(target ?? null);
    if (text === this.#target) return;
    this.#target = text;
    void this.#tracing?.then(({ exporter }) => exporter.flush());
    this.#tracing = target === undefined ? undefined : this.#start(target);
  }

  #wanted(): TraceTarget | undefined {
    try {
      return traceTarget(this.#ports.settings.read().traces, process.env);
    } catch (error) {
      this.#ports.onProblem(`Traces are off: ${failureText(error)}`);
      return undefined;
    }
  }

  async #start(target: TraceTarget): Promise<Tracing> {
    const [{ TraceExporter }, { RunTracer }] = await Promise.all([
      import('../../main/traces/trace-exporter.ts'),
      import('../../main/traces/run-tracer.ts'),
    ]);
    const { version, onProblem, store } = this.#ports;
    const exporter = new TraceExporter({ target, version, onProblem });
    const { hasContent } = target;
    return { exporter, tracer: new RunTracer({ store, hasContent, onSpans: (spans) => exporter.add(spans) }) };
  }
}
