import './state-view.css';
import { toArray } from '../../shared/run/fold/chunked-list.ts';
import type { Conversation } from '../../shared/run/fold/conversation-state.ts';
import { costWords, spentWords } from '../../shared/run/money-words.ts';
import { Portrait } from '../components/portrait.tsx';
import { ContextMeter } from './context-meter.tsx';
import { FolderList } from './files/folder-list.tsx';
import { ModelCosts } from './model-costs.tsx';
import type { RunState, RunStore } from './run-store.ts';
import { StopRules } from './stop-rules.tsx';
import { useCast } from './use-cast.ts';
import { useRun } from './use-run.ts';
import { countWords } from './words.ts';

/** Where a run stands: turns, tokens and cost by participant, and what it has used in all. */
export function StateView({ store }: { readonly store: RunStore }) {
  const cast = useCast(store);
  const { speaker, totals, lostUsd, turnCounts, progress } = useRun(store, selectConversation);
  const { bars } = useRun(store, selectTurns);
  const lastCalls = new Map(toArray(useRun(store, selectCalls).calls).map((call) => [call.asker, call]));
  const used = new Map<string, { tokens: number; costUsd: number | null }>();
  for (const { speaker: name, tokens, costUsd } of toArray(bars)) {
    const before = used.get(name) ?? { tokens: 0, costUsd: 0 };
    const cost = before.costUsd === null || costUsd === null ? null : before.costUsd + costUsd;
    used.set(name, { tokens: before.tokens + tokens, costUsd: cost });
  }
  return (
    <div className="state-view">
      <StopRules progress={progress} />
      <table>
        <thead>
          <tr>
            <th scope="col">Participant</th>
            <th scope="col">Turns</th>
            <th scope="col">Tokens</th>
            <th scope="col">Cost</th>
            <th scope="col">Context</th>
          </tr>
        </thead>
        <tbody>
          {cast.names.map((name) => (
            <tr key={name}>
              <th scope="row">
                <Portrait member={cast.memberOf(name)} size="sm" isOff={name !== speaker} /> {name}
                {name === speaker && <span className="tag live">has the floor</span>}
              </th>
              <td>{turnCounts[name] ?? 0}</td>
              <td>{(used.get(name)?.tokens ?? 0).toLocaleString('en-GB')}</td>
              <td>{costWords(used.has(name) ? (used.get(name)?.costUsd ?? null) : 0)}</td>
              <td>{lastCalls.has(name) && <ContextMeter call={lastCalls.get(name)!} />}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">In all, {countWords(totals.modelCalls, 'model call')}</th>
            <td>{totals.turns}</td>
            <td>{(totals.promptTokens + totals.completionTokens).toLocaleString('en-GB')}</td>
            <td>{spentWords(totals.costUsd, lostUsd)}</td>
            <td />
          </tr>
        </tfoot>
      </table>
      <FolderList store={store} />
      <ModelCosts store={store} />
    </div>
  );
}

const selectConversation = ({ conversation }: RunState): Conversation => conversation;
const selectCalls = ({ calls }: RunState): RunState['calls'] => calls;
const selectTurns = ({ turns }: RunState): RunState['turns'] => turns;
