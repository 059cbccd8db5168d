import type { ReactNode } from 'react';

interface LabelledProps {
  /** Of the control that the label belongs to. */
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly children: ReactNode;
}

/** A control with its title above and a sentence below. */
export function Labelled({ id, title, help, children }: LabelledProps) {
  return (
    <div className="form-field">
      <label className="cap" htmlFor={id}>
        {title}
      </label>
      {children}
      <p className="form-help">{help}</p>
    </div>
  );
}
