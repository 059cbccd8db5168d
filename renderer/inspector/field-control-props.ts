import type { Json } from '../../shared/json.ts';
import type { FormField } from './form-field.ts';

/** What every control of a form is given. */
export interface FieldControlProps {
  readonly id: string;
  readonly field: FormField;
  readonly value: Json | undefined;
  /** undefined takes the key out of the config. */
  onChange: (value: Json | undefined) => void;
}
