import './money.css';
import { useEffect, useState } from 'react';
import { costWords } from '../../shared/run/money-words.ts';
import { api } from '../rpc/api.ts';

type Today = Awaited<ReturnType<typeof api.runs.today>>;

/** Other windows and terminals spend too: it is asked for again this often while it is shown. */
const LOOK_AGAIN_MS = 4000;

/** What today has cost over all runs of this data folder, and what it may come to. */
export function TodayLine() {
  const today = useToday();
  if (today === null) return null;
  const { costUsd, unpricedCalls, limit } = today;
  return (
    <p className="today">
      <span>Today, all teams</span>
      <b className="push">{costWords(costUsd)}</b>
      {limit.costUsd !== undefined && <span>of {costWords(limit.costUsd)}</span>}
      {unpricedCalls > 0 && <span>and {unpricedCalls} of unknown price</span>}
    </p>
  );
}

function useToday(): Today | null {
  const [today, setToday] = useState<Today | null>(null);
  useEffect(() => {
    const ask = (): void => void api.runs.today().then(setToday, () => undefined); // the frame says that the line is lost
    ask();
    const timer = setInterval(ask, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  return today;
}
