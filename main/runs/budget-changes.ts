/** Tells all who wait for a budget, in all runs here, that something about budgets has changed. They look again, in order. */
export class BudgetChanges {
  readonly #listeners = new Set<() => void>();

  /** Gives back how to leave. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** Resolves at the next change, or after `atMostMs`: another engine's changes are not told here. @throws once aborted. */
  next(signal: AbortSignal, atMostMs: number): Promise<void> {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const leave = this.onChange(() => settle(resolve));
      const timer = setTimeout(() => settle(resolve), atMostMs);
      const onAbort = (): void => settle(() => reject(signal.reason as Error));
      signal.addEventListener('abort', onAbort);
      const settle = (then: () => void): void => {
        leave();
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        then();
      };
    });
  }
}
