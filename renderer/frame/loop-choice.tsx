import { useState } from 'react';
import { isLoopTimes } from './kept-task.ts';

interface LoopChoiceProps {
  /** Null: it does not hold. */
  readonly times: number | null;
  onChange: (times: number | null) => void;
}

const USUAL_TIMES = 3;

/** Whether the run waits for you where it goes in circles, and after how many. */
export function LoopChoice({ times, onChange }: LoopChoiceProps) {
  const [text, setText] = useState(String(times ?? USUAL_TIMES));
  const wanted = isLoopTimes(Number(text)) ? Number(text) : USUAL_TIMES;
  const change = (typed: string): void => {
    setText(typed);
    if (isLoopTimes(Number(typed))) onChange(Number(typed));
  };
  return (
    <div className="row t12">
      <label className="check grow" title="The same agents say nearly the same, or make the same call, again and again">
        <input
          type="checkbox"
          checked={times !== null}
          onChange={(event) => onChange(event.target.checked ? wanted : null)}
        />
        Hold when it goes in circles
      </label>
      {times !== null && (
        <label className="check">
          after
          <input
            type="number"
            className="field times"
            aria-label="Times before it holds"
            min={2}
            max={99}
            value={text}
            onChange={(event) => change(event.target.value)}
            onBlur={() => setText(String(times))}
          />
          times
        </label>
      )}
    </div>
  );
}
