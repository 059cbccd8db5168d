interface CallArgumentsProps {
  readonly tool: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The arguments of a call as they are. A text of several lines is shown as its lines, everything else as JSON. */
export function CallArguments({ tool, fields }: CallArgumentsProps) {
  const entries = Object.entries(fields);
  return (
    <dl className="pending-args" aria-label={`Arguments of ${tool}`}>
      {entries.length === 0 && <dd className="faint">no arguments</dd>}
      {entries.map(([key, value]) =>
        typeof value === 'string' && value.includes('\n') ? (
          <div key={key} className="pending-lines">
            <dt>{key}</dt>
            <dd tabIndex={0}>{value}</dd>
          </div>
        ) : (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{JSON.stringify(value)}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
