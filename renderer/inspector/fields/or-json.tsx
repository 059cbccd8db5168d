import { useState, type ReactNode } from 'react';
import { JsonControl } from '../draft-control.tsx';
import type { FieldControlProps } from '../field-control-props.ts';

interface OrJsonProps extends FieldControlProps {
  /** The plain form; null where the value holds what it cannot show. */
  readonly form: ReactNode | null;
}

/** A plain form of a value, or the value as JSON: where the form cannot show all of it, and for who prefers it. */
export function OrJson({ form, ...props }: OrJsonProps) {
  const [isJson, setIsJson] = useState(false);
  const isForced = form === null;
  return (
    <>
      {isForced || isJson ? <JsonControl {...props} /> : form}
      {isForced ? (
        <p className="form-help">It holds more than a form can show, and is changed as JSON.</p>
      ) : (
        <button type="button" className="link t11" onClick={() => setIsJson(!isJson)}>
          {isJson ? 'Back to the form' : 'As JSON'}
        </button>
      )}
    </>
  );
}
