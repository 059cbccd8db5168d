import * as z from 'zod';
import { Json, JsonObject } from '../json.ts';

/**
 * How a form shows a field. `python` and `typescript` are programs, `prompt` is a large text, `list` one text a line, `choices` any of some words, `json` a small code
 * editor. `name` and `names` speak of agents, `map` is a text for each of some names, `shape` a JSON Schema; `tool-code` is a program
 * that says what its `arguments` are; the others are for one field of AutoGen each.
 */
export const WIDGETS = [
  'text',
  'textarea',
  'python',
  'typescript',
  'tool-code',
  'prompt',
  'number',
  'switch',
  'select',
  'choices',
  'list',
  'json',
  'secret',
  'model',
  'model-file',
  'name',
  'names',
  'map',
  'shape',
  'arguments',
  'facts',
  'filter',
  'handoffs',
  'messages',
  'graph',
  'server',
] as const;
export type Widget = (typeof WIDGETS)[number];

/** What a form says beside a field: sentence case title, one plain sentence of description. */
export interface FieldLabels {
  readonly title: string;
  readonly description: string;
}

/** One line of text. */
export function textField(labels: FieldLabels) {
  return z.string().meta({ ...labels, widget: 'text' });
}

/** Name of a model. Forms offer those that its provider has. */
export function modelNameField(labels: FieldLabels) {
  return z
    .string()
    .min(1, 'Choose a model.')
    .meta({ ...labels, widget: 'model' });
}

/** The name of an agent, of one that is drawn or of another. */
export function nameField(labels: FieldLabels) {
  return z.string().meta({ ...labels, widget: 'name' });
}

/** Names of agents. */
export function namesField(labels: FieldLabels) {
  return z.array(z.string()).meta({ ...labels, widget: 'names' });
}

/** Several lines of text. */
export function textareaField(labels: FieldLabels) {
  return z.string().meta({ ...labels, widget: 'textarea' });
}

/** A program. TypeScript stands for JavaScript too. */
export function codeField(language: 'python' | 'typescript', labels: FieldLabels) {
  return z.string().meta({ ...labels, widget: language });
}

/** Instructions to a model. */
export function promptField(labels: FieldLabels) {
  return z.string().meta({ ...labels, widget: 'prompt' });
}

/** A key or password. Documents hold `secret:NAME` in its place, never the value. */
export function secretField(labels: FieldLabels) {
  return z.string().meta({ ...labels, widget: 'secret' });
}

/** A GGUF file: a path, or the name of one that was downloaded. */
export function modelFileField(labels: FieldLabels) {
  return z.string().meta({ ...labels, widget: 'model-file' });
}

/** A whole number, by default of any size. */
export function integerField({ min, max, ...labels }: FieldLabels & { readonly min?: number; readonly max?: number }) {
  const integer = z.number().int();
  const bounded = max === undefined ? integer : integer.max(max);
  return (min === undefined ? bounded : bounded.min(min)).meta({ ...labels, widget: 'number' });
}

/** A number with or without a fraction. */
export function numberField(labels: FieldLabels) {
  return z.number().meta({ ...labels, widget: 'number' });
}

/** Yes or no. */
export function switchField(labels: FieldLabels) {
  return z.boolean().meta({ ...labels, widget: 'switch' });
}

/** One of some fixed words. */
export function selectField<const T extends readonly [string, ...string[]]>({
  options,
  ...labels
}: FieldLabels & { readonly options: T }) {
  return z.enum(options).meta({ ...labels, widget: 'select' });
}

/** Any of some fixed words. */
export function choicesField<const T extends readonly [string, ...string[]]>({
  options,
  ...labels
}: FieldLabels & { readonly options: T }) {
  return z.array(z.enum(options)).meta({ ...labels, widget: 'choices' });
}

/** Several texts, in order. */
export function listField(labels: FieldLabels) {
  return z.array(z.string()).meta({ ...labels, widget: 'list' });
}

/** A JSON object of any content. */
export function objectField(labels: FieldLabels) {
  return JsonObject.meta({ ...labels, widget: 'json' });
}

/** A JSON value of any kind. */
export function jsonField(labels: FieldLabels) {
  return Json.meta({ ...labels, widget: 'json' });
}

/** A JSON object with texts as values, for example HTTP headers. */
export function textMapField(labels: FieldLabels) {
  return z.record(z.string(), z.string()).meta({ ...labels, widget: 'map' });
}

/** A JSON Schema. */
export function shapeField(labels: FieldLabels) {
  return JsonObject.meta({ ...labels, widget: 'shape' });
}

/** A structured value that forms show as JSON, or with a control of its own. */
export function structureField<T extends z.ZodType>(
  schema: T,
  { widget = 'json', ...labels }: FieldLabels & { readonly widget?: Widget },
) {
  return schema.meta({ ...labels, widget });
}

/** The same field, which may be absent or null. */
export function optional<T extends z.ZodType>(field: T) {
  return field.nullish().meta(field.meta() ?? {});
}

/** The same field, which takes `value` where it is absent. */
export function withDefault<T extends z.ZodType>(field: T, value: z.util.NoUndefined<z.output<T>>) {
  return field.default(value).meta(field.meta() ?? {});
}
