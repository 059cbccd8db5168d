interface CallArgumentsProps {
  readonly tool: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The arguments of a call as they are, one a line. */
export function CallArguments({ tool, fields }: CallArgumentsProps) {
  const entries = Object.entries(fields);
  return (
    <dl className="pending-args" aria-label={`Arguments of ${tool}`}>
      {entries.length === 0 && <dd className="faint">no arguments</dd>}
      {entries.map(([key, value]) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd>{JSON.stringify(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
