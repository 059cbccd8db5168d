import { DIGESTS } from '../core/digest.ts';
import type { Redactor } from '../core/redactor.ts';
import { ComponentModel } from '../../shared/component/envelope.ts';
import type { ContentHash, DocumentId, RunId } from '../../shared/ids.ts';
import { JsonObject } from '../../shared/json.ts';
import type { RunControl } from '../../shared/run/command.ts';
import type { RunEvent, RunParent } from '../../shared/run/event.ts';
import type { PromptView } from '../../shared/run/prompt.ts';
import { nextOpenHolds, type OpenHolds } from '../../shared/run/stream-lines.ts';
import type { RunSummary } from '../../shared/run/summary.ts';
import type { RunSignal } from '../../shared/run/wire.ts';
import type { BlobStore, Owner, RunRow, RunStore } from '../core/store.ts';
import type { LiveTeam } from '../core/live-team.ts';
import type { ApprovalPorts } from './approval-parts.ts';
import { type Wait, waitOnClock } from './attempts.ts';
import type { BuildTeam } from './build-team-port.ts';
import { Committer } from './committer.ts';
import { taskMessages } from './enter-run.ts';
import { type Lineage, readLineage, type RunStart } from './lineage.ts';
import { ModelSwitches } from './model-switches.ts';
import { OpenRun } from './open-run.ts';
import { isOwnerAlive } from './owner-alive.ts';
import { promptView } from './prompt-view.ts';
import { replayRun, stateAtEnd } from './replay-run.ts';
import { RunBusyError, RunNotEndedError, RunNotFoundError, RunNotOpenError } from './run-errors.ts';
import { type MoneyPorts, RunMoney } from './run-money.ts';
import type { Debugging, ReplayReport, RunOutcome, RunRequest, RunService } from './run-service.ts';
import { watchRun } from './watch-run.ts';
import { Watchers } from './watchers.ts';

const BEAT_MS = 2000;

export interface RunServiceOptions {
  readonly store: RunStore;
  readonly blobs: BlobStore;
  readonly buildTeam: BuildTeam;
  readonly owner: Owner;
  readonly newId: () => RunId;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Waits between attempts; on the clock where it is not given. */
  readonly wait?: Wait;
  readonly redactor: Redactor;
  /** Told of each event of the runs that are worked on here, after it is committed. Must not wait or throw. */
  readonly onEvent?: (event: RunEvent) => void;
  readonly money: MoneyPorts;
  readonly approvals: ApprovalPorts;
  /** Version of Troupe, recorded with each run. */
  readonly engine: string;
}

type NewBranch = Pick<RunParent, 'sequence' | 'kind'> & Pick<RunStart, 'task'>;
type NewStart = Omit<RunStart, 'type' | 'engine' | 'mode' | 'prices'>;
/** What a live team is built from. */
type Pinned = Pick<RunStart, 'plan' | 'overrides' | 'state'>;

/** The run service on any store (contract: `RunService`). */
export function createRunService(options: RunServiceOptions): RunService {
  return new LocalRunService(options);
}

class LocalRunService implements RunService {
  readonly #options: RunServiceOptions;
  readonly #committer: Committer;
  readonly #money: RunMoney;
  readonly #watchers = new Watchers();
  readonly #open = new Map<RunId, OpenRun>();
  readonly #outcomes = new Map<RunId, Promise<RunOutcome>>();
  /** Why runs were left here, until they are resumed. */
  readonly #problems = new Map<RunId, string>();
  readonly #beat: NodeJS.Timeout;

  constructor(options: RunServiceOptions) {
    this.#options = options;
    this.#committer = new Committer(options.store, options.owner.id);
    this.#money = new RunMoney(options.money, options);
    this.#beat = setInterval(() => this.#sayAlive(), BEAT_MS);
    this.#beat.unref();
  }

  #sayAlive(): void {
    if (this.#open.size === 0) return;
    try {
      this.#options.store.beat(this.#options.owner, this.#options.now());
    } catch {
      // A full disk or a lock: the next commit of a run meets it too, and tells it to whoever watches that run.
    }
  }

  start({
    plan,
    title,
    document,
    task,
    state,
    overrides,
    holdOnLoop,
    budget,
    estimate,
    approvals = this.#options.approvals.usual(),
    ...debugging
  }: RunRequest): RunId {
    const { blobs } = this.#options;
    // As they are: the order of keys has a meaning, as in the nodes of a graph or the fields of an answer.
    const given = {
      approvals,
      ...(state !== undefined && { state: blobs.put(JSON.stringify(state)) }),
      ...(holdOnLoop !== undefined && { holdOnLoop }),
      ...(budget !== undefined && { budget }),
      ...(estimate !== undefined && { estimate }),
    };
    const hash = blobs.put(JSON.stringify(plan));
    const start = { plan: hash, title, document, task: [...taskMessages(task)], ...given, overrides, parent: null };
    return this.#begin(start, debugging);
  }

  followUp(parent: RunId, task: RunRequest['task'], debugging = NO_DEBUGGING): RunId {
    const row = this.#row(parent);
    if (this.#open.has(parent) || row.endedAtMs === null) throw new RunNotEndedError(parent);
    const branch: NewBranch = { sequence: row.lastSequence, kind: 'follow-up', task: [...taskMessages(task)] };
    return this.#branch(row, branch, debugging);
  }

  fork(parent: RunId, sequence: number, debugging = NO_DEBUGGING): RunId {
    const row = this.#row(parent);
    // The end itself is not shared: a fork there goes on. The start is: without it there would be no task.
    const last = row.endedAtMs === null ? row.lastSequence : row.lastSequence - 1;
    const branch: NewBranch = { sequence: Math.max(1, Math.min(sequence, last)), kind: 'fork', task: null };
    return this.#branch(row, branch, debugging);
  }

  #branch(parent: RunRow, { sequence, kind, task }: NewBranch, debugging: Debugging): RunId {
    // What the parent may use, and do, is read from its log: it may have been raised since it began. Prices are those of today.
    const {
      type: _type,
      engine: _engine,
      mode: _mode,
      budget: _,
      approvals: _rules,
      prices: _then,
      estimate: _told,
      ...same
    } = this.#startOf(parent);
    const origin = { run: parent.id, sequence, kind };
    return this.#begin({ ...same, title: parent.title, task, parent: origin }, debugging);
  }

  /** The first event of a run's own. */
  #startOf({ id, parent }: RunRow): RunStart {
    const [first] = this.#options.store.read({ run: id, after: parent?.sequence ?? 0, limit: 1 });
    if (first?.body.type === 'run-start') return first.body;
    throw new RunNotFoundError(id);
  }

  /** The run exists, durably, when this returns. */
  #begin(start: NewStart, debugging: Debugging): RunId {
    const { store, owner, newId, now, engine, redactor } = this.#options;
    const id = newId();
    const switches = new ModelSwitches();
    const built = this.#build(id, start, switches); // first: a plan that cannot be built leaves no run behind
    const { title, parent, document } = start;
    const timestampMs = now();
    const prices = this.#money.sheetFor(built);
    const body = redactor.event({ type: 'run-start', engine, digests: DIGESTS, mode: 'live', ...start, prices });
    const event = { run: id, sequence: (parent?.sequence ?? 0) + 1, timestampMs, body };
    store.create({ id, title, document: document?.id ?? null, parent, createdAtMs: timestampMs }, owner, event);
    this.#enter(id, { lineage: this.#lineage(id, switches), built, debugging });
    return id;
  }

  resume(run: RunId, debugging = NO_DEBUGGING): void {
    const row = this.#row(run);
    if (this.#open.has(run)) return;
    if (row.endedAtMs !== null) throw new RunNotOpenError(run);
    const { store, owner, now } = this.#options;
    const isAlive = (other: Owner, seenAtMs: number): boolean =>
      isOwnerAlive({ other, seenAtMs, self: owner, nowMs: now() });
    if (!store.claim({ run, owner, nowMs: now(), isAlive })) throw new RunBusyError(run);
    try {
      const lineage = this.#lineage(run);
      this.#enter(run, { lineage, built: this.#build(run, lineage, lineage.money.switches), debugging });
    } catch (error) {
      store.release(run, owner.id, row.status);
      throw error;
    }
  }

  #build(run: RunId, pinned: Pinned, switches: ModelSwitches): LiveTeam {
    const modelFor = (label: string): string | undefined => switches.modelFor(label);
    return this.#buildWith(pinned, { run, modelFor, onFailure: (error) => this.#open.get(run)?.lose(error) });
  }

  #buildWith({ plan, overrides, state }: Pinned, around: Omit<Parameters<BuildTeam>[1], 'overrides'>): LiveTeam {
    const built = this.#options.buildTeam(ComponentModel.parse(this.#pinned(plan)), { overrides, ...around });
    if (state !== undefined) built.team.loadState(JsonObject.parse(this.#pinned(state)));
    return built;
  }

  #enter(run: RunId, { lineage, built, debugging }: Entry): void {
    const { store, owner, now, random, wait = waitOnClock, redactor } = this.#options;
    const open = new OpenRun({
      run,
      owner: owner.id,
      lineage,
      store,
      committer: this.#committer,
      now,
      random,
      wait,
      redactor,
      money: this.#money,
      approvalMemory: this.#options.approvals.memory,
      tell: (signal) => {
        if (signal.type === 'event') this.#options.onEvent?.(signal.event);
        this.#watchers.tell(run, signal);
      },
      built,
      ...debugging,
    });
    this.#open.set(run, open);
    this.#problems.delete(run);
    this.#outcomes.set(run, this.#work(open));
  }

  async #work(open: OpenRun): Promise<RunOutcome> {
    const outcome = await open.work();
    const problem = outcome.type === 'parked' ? outcome.problem : null;
    this.#open.delete(open.run);
    this.#outcomes.delete(open.run);
    if (problem !== null) this.#problems.set(open.run, problem);
    this.#watchers.tell(open.run, { type: 'left', problem });
    return outcome;
  }

  #lineage(run: RunId, switches = new ModelSwitches()): Lineage {
    const { store } = this.#options;
    const lineage = readLineage({ store, run, newestCheckpoint: Number.MAX_SAFE_INTEGER, switches });
    if (lineage === undefined) throw new RunNotFoundError(run);
    return lineage;
  }

  #pinned(hash: ContentHash): unknown {
    const text = this.#options.blobs.get(hash);
    if (text === undefined) throw new Error(`What this run was built from (${hash}) is missing from the store.`);
    return JSON.parse(text);
  }

  async replay(run: RunId): Promise<ReplayReport> {
    this.#row(run);
    const lineage = readLineage({ store: this.#options.store, run, newestCheckpoint: 0 });
    if (lineage === undefined) return { equal: false, turns: 0, difference: 'The log of this run is empty.' };
    return this.#fromLog(lineage, (built) => replayRun(run, lineage, built));
  }

  async savedState(run: RunId): Promise<JsonObject> {
    if (this.#row(run).endedAtMs === null) throw new RunNotEndedError(run);
    const lineage = this.#lineage(run);
    return this.#fromLog(lineage, (built) => stateAtEnd(run, lineage, built));
  }

  prompt(run: RunId, place: string): Promise<PromptView> {
    this.#row(run);
    const build = (lineage: Lineage): LiveTeam => this.#buildWith(lineage, FROM_LOG);
    return promptView({ store: this.#options.store, run, place, build });
  }

  /** Does something with a team that lives from its log alone. */
  async #fromLog<T>(lineage: Lineage, work: (built: LiveTeam) => Promise<T>): Promise<T> {
    let failure: unknown;
    const onFailure = (error: unknown): void => void (failure ??= error);
    const result = await work(this.#buildWith(lineage, { ...FROM_LOG, onFailure }));
    if (failure !== undefined) throw failure;
    return result;
  }

  control(run: RunId, control: RunControl): void {
    if (!this.#open.has(run)) this.resume(run);
    this.#open.get(run)?.control(control);
  }

  #row(run: RunId): RunRow {
    const row = this.#options.store.get(run);
    if (row === undefined) throw new RunNotFoundError(run);
    return row;
  }

  get(run: RunId): RunSummary {
    return this.#summary(this.#row(run));
  }

  list(filter: { document?: DocumentId }): RunSummary[] {
    return this.#options.store.list(filter).map((row) => this.#summary(row));
  }

  waiting(): RunSummary[] {
    return this.#options.store.waiting().map((row) => this.#summary(row));
  }

  #summary({ owner: _owner, ownerSeenAtMs: _seen, hidden: _hidden, ...row }: RunRow): RunSummary {
    const isGone = row.status === 'running' && !this.#open.has(row.id) && !this.#isElsewhere(row.id);
    return isGone ? { ...row, status: 'interrupted' } : row;
  }

  #isElsewhere(run: RunId): boolean {
    const { owner: self, now } = this.#options;
    const { owner: other, ownerSeenAtMs, endedAtMs } = this.#row(run);
    if (other === null || endedAtMs !== null) return false;
    return other.id !== self.id && isOwnerAlive({ other, seenAtMs: ownerSeenAtMs ?? 0, self, nowMs: now() });
  }

  hide(run: RunId): void {
    this.#row(run);
    this.#options.store.hide(run);
  }

  watch(run: RunId, after: number, signal: AbortSignal): AsyncIterable<RunSignal> {
    this.#row(run);
    return watchRun({
      run,
      after,
      signal,
      store: this.#options.store,
      watchers: this.#watchers,
      openDrafts: () => this.#open.get(run)?.drafts.open,
      problem: () => this.#problems.get(run) ?? null,
      isElsewhere: () => this.#isElsewhere(run),
    });
  }

  settled(run: RunId): Promise<RunOutcome> {
    return this.#outcomes.get(run) ?? Promise.resolve(this.#outcomeFromLog(run));
  }

  #outcomeFromLog(run: RunId): RunOutcome {
    const { lastSequence } = this.#row(run);
    const [last] = this.#options.store.read({ run, after: lastSequence - 1, limit: 1 });
    if (last?.body.type !== 'run-end')
      return { type: 'parked', waitingFor: this.#waitingFor(run), problem: this.#problems.get(run) ?? null };
    const { reason, stopReason, error } = last.body;
    return { type: 'ended', reason, stopReason, message: error?.message ?? null };
  }

  /** What the log says that a run waits for. */
  #waitingFor(run: RunId): JsonObject | null {
    let holds: OpenHolds = [];
    for (const event of this.#options.store.scan(run, 0)) holds = nextOpenHolds(holds, event);
    const [hold] = holds;
    return hold === undefined ? null : { place: hold.place, why: hold.why, ...hold.pending };
  }

  async close(): Promise<void> {
    clearInterval(this.#beat);
    for (const open of this.#open.values()) open.park();
    await Promise.all(this.#outcomes.values());
  }
}

/** All that is needed to work on a run. */
interface Entry {
  readonly lineage: Lineage;
  readonly built: LiveTeam;
  readonly debugging: Debugging;
}

/** For a team that lives from its log: no model is asked, and what fails shows there. */
const FROM_LOG = { run: null, onFailure: () => undefined, modelFor: () => undefined };

const NO_DEBUGGING: Debugging = { debug: false, breakpoints: [] };
