import * as z from 'zod';
import type { ComponentDefinition } from '../../shared/component/definition.ts';
import { type Widget, WIDGETS } from '../../shared/component/fields.ts';

/** A config field as a form shows it, read from the schema of its component. */
export interface FormField {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly widget: Widget;
  /** True: it may be left empty, and is then taken out of the config. */
  readonly isOptional: boolean;
  /** What counts where nothing is set; undefined where nothing does. */
  readonly fallback: unknown;
  /** The words of a select or of choices. */
  readonly options: readonly string[];
  readonly schema: z.ZodType;
}

const KNOWN: ReadonlySet<unknown> = new Set(WIDGETS);

/** The fields of a component, in the order of its schema. */
export function formFields({ config }: Pick<ComponentDefinition, 'config'>): readonly FormField[] {
  return Object.entries(config.shape).map(([key, shape]) => {
    const schema = shape as z.ZodType; // a shape holds schemas; zod's core type is wider than its classes
    const { title, description, widget } = schema.meta() ?? {};
    const unset = schema.safeParse(undefined);
    return {
      key,
      title: title ?? key,
      description: description ?? '',
      widget: KNOWN.has(widget) ? (widget as Widget) : 'json',
      isOptional: unset.success,
      fallback: unset.data,
      options: optionsOf(schema),
      schema,
    };
  });
}

function optionsOf(schema: z.ZodType): readonly string[] {
  if (schema instanceof z.ZodEnum) return schema.options.map(String);
  if (schema instanceof z.ZodArray) return optionsOf(schema.element as z.ZodType); // as above
  const inner = 'innerType' in schema.def ? schema.def.innerType : undefined;
  return inner instanceof z.ZodType ? optionsOf(inner) : [];
}

/** Why a value does not fit, in one sentence; null when it does. */
export function fieldError({ schema }: Pick<FormField, 'schema'>, value: unknown): string | null {
  const result = schema.safeParse(value);
  return result.success ? null : (result.error.issues[0]?.message ?? 'This does not fit.');
}
