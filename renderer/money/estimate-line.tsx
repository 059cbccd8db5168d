import './money.css';
import type { CostEstimate } from '../../shared/run/estimate.ts';
import { callsWords, costWords, rangeWords } from '../../shared/run/money-words.ts';

/** What a run may cost, in one line: "about $0.02–0.05, likely $0.03, 12 calls". */
export function EstimateLine({ estimate }: { readonly estimate: CostEstimate | null }) {
  return (
    <p className="estimate" aria-live="polite">
      {estimate === null ? <span className="faint">estimating the cost…</span> : <Words estimate={estimate} />}
    </p>
  );
}

function Words({ estimate }: { readonly estimate: CostEstimate }) {
  const { lowUsd, midUsd, highUsd, unpriced } = estimate;
  const callWords = callsWords(estimate);
  if (highUsd === 0 && unpriced.length === 0) {
    return (
      <span>
        <b>Free</b>, {callWords}: its models are scripted or run on this machine
      </span>
    );
  }
  return (
    <span>
      {highUsd > 0 && (
        <>
          Estimated <b>{rangeWords(lowUsd, highUsd)}</b>, likely {costWords(midUsd)}, {callWords}
        </>
      )}
      {unpriced.length > 0 && (
        <>
          {highUsd > 0 ? '; ' : ''}price of {unpriced.join(', ')} unknown
        </>
      )}
    </span>
  );
}
