import { Coins, Ellipsis, FileDown, Flag } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import type { RunId } from '../../shared/ids.ts';
import type { Conversation } from '../../shared/run/fold/conversation-state.ts';
import { spentWords } from '../../shared/run/money-words.ts';
import { saveFile } from '../documents/save-file.ts';
import { nearestSentence, progressWords } from '../nodes/progress-words.ts';
import { SentenceText } from '../nodes/sentence-text.tsx';
import { BudgetBar } from '../money/budget-bar.tsx';
import { api } from '../rpc/api.ts';
import { BudgetDialog } from './budget-dialog.tsx';
import { runCommands } from './run-commands.ts';
import { type RunState, type RunStore, selectStatus } from './run-store.ts';
import { useNow, useRun } from './use-run.ts';
import { clockWords, countWords } from './words.ts';

/** The facts of a run in one line: name, time at work, tokens, cost. */
export function RunHead({ store }: { readonly store: RunStore }) {
  const { title, totals, lostUsd, budget, progress } = useRun(store, selectConversation);
  const rules = progress[''] ?? [];
  return (
    <header className="run-head">
      <b className="cut">{title === '' ? 'Run' : title}</b>
      <span>
        elapsed <Elapsed store={store} />
      </span>
      <span>
        <b>{(totals.promptTokens + totals.completionTokens).toLocaleString('en-GB')}</b> tokens
      </span>
      {rules.length > 0 && (
        <span className="cut" title={progressWords(rules)}>
          <SentenceText sentence={nearestSentence(rules)} />
        </span>
      )}
      <span className="grow" />
      <BudgetBar costUsd={totals.costUsd} lostUsd={lostUsd} budget={budget} />
      <RunMenu store={store} />
    </header>
  );
}

/** Time at work: while a run is held, the clock stands. */
export function Elapsed({ store }: { readonly store: RunStore }) {
  const status = useRun(store, selectStatus);
  const { activeMs, lastEventAtMs } = useRun(store, selectConversation);
  const followedSinceMs = useRun(store, selectFollowedSince);
  const now = useNow(status === 'running');
  const sinceMs = Math.max(lastEventAtMs, followedSinceMs);
  const sinceLastMs = status === 'running' && lastEventAtMs > 0 ? Math.max(0, now - sinceMs) : 0;
  return <b className="num">{clockWords(activeMs + sinceLastMs)}</b>;
}

function RunMenu({ store }: { readonly store: RunStore }) {
  const [hasBudget, setHasBudget] = useState(false);
  const status = useRun(store, selectStatus);
  const { runId } = store.getState();
  const isOpen = status === 'running' || status === 'paused' || status === 'waiting';
  return (
    <>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger className="btn bare sq sm" aria-label="Run menu">
          <Ellipsis className="icon" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
            <DropdownMenu.Item
              className="menu-item"
              disabled={!isOpen}
              onSelect={() => void runCommands.control(store, { type: 'terminate' })}
            >
              <Flag className="icon" /> End after this turn
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" disabled={!isOpen} onSelect={() => setHasBudget(true)}>
              <Coins className="icon" /> Budget…
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={() => void saveLog(runId)}>
              <FileDown className="icon" /> Save the log as a file
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {hasBudget && <BudgetDialog store={store} onClose={() => setHasBudget(false)} />}
    </>
  );
}

async function saveLog(run: RunId): Promise<void> {
  saveFile(await api.runs.exportLog({ run }));
}

/** "turn 6, 18,412 tokens, $0.21": what stands beside a status. */
export function factsWords({ turn, totals, lostUsd }: Conversation): string {
  const tokens = countWords(totals.promptTokens + totals.completionTokens, 'token');
  return [turn === 0 ? 'no turn yet' : `turn ${turn}`, tokens, spentWords(totals.costUsd, lostUsd)].join(', ');
}

const selectFollowedSince = ({ followedSinceMs }: RunState): number => followedSinceMs;
const selectConversation = ({ conversation }: RunState): Conversation => conversation;
