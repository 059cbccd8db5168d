import type { Json } from '../../shared/json.ts';
import type { TeamNode } from '../../shared/team/document.ts';
import type { FormField } from './form-field.ts';

/** What every control of a form is given. */
export interface FieldControlProps {
  readonly id: string;
  /** The node that the field belongs to, as it stands on the canvas. */
  readonly node: TeamNode;
  readonly field: FormField;
  readonly value: Json | undefined;
  /** undefined takes the key out of the config. */
  onChange: (value: Json | undefined) => void;
}
