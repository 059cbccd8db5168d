import { toArray } from '../../shared/run/fold/chunked-list.ts';
import type { ModelCall } from '../../shared/run/fold/model-calls.ts';
import { costWords } from '../../shared/run/money-words.ts';
import { addUsage, NO_USAGE, type Usage } from '../../shared/run/usage.ts';
import type { RunState, RunStore } from './run-store.ts';
import { useRun } from './use-run.ts';

/** What each model was asked for and cost. Nothing where no model was named. */
export function ModelCosts({ store }: { readonly store: RunStore }) {
  const { calls } = useRun(store, selectCalls);
  const models = byModel(toArray(calls));
  if (models.length === 0) return null;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col">Calls</th>
          <th scope="col">Read</th>
          <th scope="col">Written</th>
          <th scope="col">Cost</th>
        </tr>
      </thead>
      <tbody>
        {models.map(({ model, calls: count, cachedCalls, usage }) => (
          <tr key={model}>
            <th scope="row" className="mono">
              {model}
            </th>
            <td>
              {count}
              {cachedCalls > 0 && <span className="faint"> ({cachedCalls} from the cache, free)</span>}
            </td>
            <td>{usage.promptTokens.toLocaleString('en-GB')}</td>
            <td>{usage.completionTokens.toLocaleString('en-GB')}</td>
            <td>{usage.costUsd === 0 ? 'free' : costWords(usage.costUsd)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ModelSum {
  readonly model: string;
  calls: number;
  cachedCalls: number;
  usage: Usage;
}

function byModel(calls: readonly ModelCall[]): ModelSum[] {
  const sums = new Map<string, ModelSum>();
  for (const { model, usage, isCached } of calls) {
    if (model === null || usage === null) continue;
    const sum = sums.get(model) ?? { model, calls: 0, cachedCalls: 0, usage: NO_USAGE };
    sum.calls += 1;
    sum.cachedCalls += isCached ? 1 : 0;
    sum.usage = addUsage(sum.usage, usage);
    sums.set(model, sum);
  }
  return [...sums.values()];
}

const selectCalls = ({ calls }: RunState): RunState['calls'] => calls;
