import { visibleJson, visibleText } from '../../shared/visible-text.ts';

interface CallArgumentsProps {
  readonly tool: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What is longer scrolls for itself, so that the answers below stay in sight. */
const LONG = 300;

/**
 * The arguments of a call as they are, with what hides in them. A text of several lines is shown as its lines, everything
 * else as JSON.
 */
export function CallArguments({ tool, fields }: CallArgumentsProps) {
  const entries = Object.entries(fields);
  return (
    <dl className="pending-args" aria-label={`Arguments of ${tool}`}>
      {entries.length === 0 && <dd className="faint">no arguments</dd>}
      {entries.map(([key, value]) => {
        const hasLines = typeof value === 'string' && value.includes('\n');
        const text = hasLines ? visibleText(value) : visibleJson(value);
        const isLong = hasLines || text.length > LONG;
        return (
          <div key={key} {...(isLong && { className: 'pending-lines' })}>
            <dt>{visibleText(key)}</dt>
            <dd {...(isLong && { tabIndex: 0 })}>{text}</dd>
          </div>
        );
      })}
    </dl>
  );
}
