import { type FormField, formFields, readForm } from '../../../shared/chat/form-fields.ts';
import type { JsonObject } from '../../../shared/json.ts';
import type { LineSource } from './line-source.ts';

interface FormQuestion {
  readonly agent: string;
  readonly prompt: string;
  /** JSON Schema of the object that is asked for. */
  readonly form: JsonObject;
}

interface FormPorts {
  readonly lines: LineSource;
  readonly say: (text: string) => void;
  readonly isPerson: boolean;
}

/** Asks a person for one field after the other; from a pipe one line is the whole object. Undefined: the input has ended. */
export async function fillForm(
  { agent, prompt, form }: FormQuestion,
  { lines, say, isPerson }: FormPorts,
): Promise<string | undefined> {
  if (!isPerson) return lines.ask(`\n${agent}: ${prompt}(one line of JSON) `);
  say(`\n${agent}: ${prompt.trimEnd()}`);
  const texts: Record<string, string> = {};
  for (const field of formFields(form)) {
    const text = await askField(field, { lines, say });
    if (text === undefined) return undefined;
    texts[field.key] = text;
  }
  const read = readForm(formFields(form), texts);
  return 'value' in read ? JSON.stringify(read.value) : undefined;
}

/** Until it fits. Enter alone takes what the field holds at first. */
async function askField(
  field: FormField,
  { lines, say }: Pick<FormPorts, 'lines' | 'say'>,
): Promise<string | undefined> {
  for (;;) {
    const line = await lines.ask(`  ${questionOf(field)}: `);
    if (line === undefined) return undefined;
    const text = line.trim() === '' ? field.initial : line;
    const read = readForm([field], { [field.key]: text });
    if ('value' in read) return text;
    say(`  ${read.problem}`);
  }
}

function questionOf({ title, description, kind, options, isRequired, initial }: FormField): string {
  const how = kind === 'choice' ? options.join(', ') : kind === 'text' ? '' : KIND_WORDS[kind];
  const usual = initial === '' ? (isRequired ? '' : 'optional') : `Enter for ${initial}`;
  const more = [description.replace(/\.$/, ''), how, usual].filter((part) => part !== '').join('; ');
  return more === '' ? title : `${title} (${more})`;
}

const KIND_WORDS = { number: 'a number', integer: 'a whole number', boolean: 'yes or no', json: 'JSON' } as const;
