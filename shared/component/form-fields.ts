import * as z from 'zod';
import type { Json } from '../json.ts';
import type { ComponentDefinition } from './definition.ts';
import type { FieldLabels, Widget } from './fields.ts';

/** One field of a component's config, as a form draws it. */
export interface FormField extends FieldLabels {
  /** Key in the config. */
  readonly key: string;
  readonly widget: Widget;
  /** True: the config is wrong without it. False: an empty field leaves the key out. */
  readonly required: boolean;
  /** What counts while the key is absent, where something does. */
  readonly fallback: Json | undefined;
  /** The words of a `select`, else empty. */
  readonly options: readonly string[];
  /** Only whole numbers. */
  readonly isInteger: boolean;
  readonly min: number | undefined;
}

/** The own fields of a component in the order of its schema; what is nested in slots is not among them. */
export function formFields(definition: ComponentDefinition): readonly FormField[] {
  return Object.entries(definition.config.shape).map(([key, schema]) => toField(key, schema as z.ZodType));
}

function toField(key: string, schema: z.ZodType): FormField {
  const { title = key, description = '', widget } = schema.meta() ?? {};
  const { inner, fallback } = unwrap(schema);
  const number = inner instanceof z.ZodNumber ? inner : undefined;
  const min = number?.minValue;
  return {
    key,
    title,
    description,
    widget: widget as Widget, // every field is made by fields.ts, which sets it
    required: !schema.safeParse(undefined).success,
    fallback,
    options: inner instanceof z.ZodEnum ? inner.options.map(String) : [],
    isInteger: number?.isInt ?? false,
    min: typeof min === 'number' && min > Number.MIN_SAFE_INTEGER ? min : undefined,
  };
}

function unwrap(schema: z.ZodType): { inner: z.ZodType; fallback: Json | undefined } {
  let inner = schema;
  let fallback: Json | undefined;
  for (;;) {
    if (inner instanceof z.ZodDefault) {
      fallback = inner.def.defaultValue as Json;
      inner = inner.unwrap() as z.ZodType;
    } else if (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) {
      inner = inner.unwrap() as z.ZodType;
    } else {
      return { inner, fallback };
    }
  }
}
