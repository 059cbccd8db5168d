import './gauge.css';

interface GaugeProps {
  /** What is measured, for who does not see it. */
  readonly label: string;
  /** 0 to 1 */
  readonly share: number;
  /** In words: "7 of 12 messages". */
  readonly words: string;
}

/** A thin bar beside the number that it shows. */
export function Gauge({ label, share, words }: GaugeProps) {
  return (
    <span
      className="gauge"
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={words}
    >
      <i style={{ width: `${share * 100}%` }} />
    </span>
  );
}
