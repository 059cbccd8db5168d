import { type FormField, formFields, readForm } from '../../../shared/chat/form-fields.ts';
import type { JsonObject } from '../../../shared/json.ts';
import type { LineSource } from './line-source.ts';

interface FormQuestion {
  readonly agent: string;
  readonly prompt: string;
  /** JSON Schema of the object that is asked for. */
  readonly form: JsonObject;
  /** The server that asks, where it is none of the team. */
  readonly server?: string | undefined;
}

interface FormPorts {
  readonly lines: LineSource;
  readonly say: (text: string) => void;
  readonly isPerson: boolean;
}

/** Asks a person for one field after the other; from a pipe one line is the whole object. Undefined: the input has ended. */
export async function fillForm(
  { agent, prompt, form, server }: FormQuestion,
  { lines, say, isPerson }: FormPorts,
): Promise<string | undefined> {
  const who = server === undefined ? agent : `The MCP server "${server}" asks`;
  const words = server === undefined ? '' : ', "decline" or "cancel"';
  if (!isPerson && server === undefined) {
    const told = prompt.replace(/Enter your response: $/, '').trim(); // why the line before was no answer
    if (told !== '') say(`${agent}: ${told}`);
  }
  if (!isPerson) return lines.ask(`\n${who}: ${prompt.trimEnd()} (one line of JSON${words}) `);
  say(`\n${who}: ${prompt.trimEnd()}`);
  if (server !== undefined) {
    const line = await lines.ask('What you answer goes to it. Enter to go on, "decline" or "cancel": ');
    const word = line?.trim().toLowerCase();
    if (word === undefined || word === 'decline' || word === 'cancel') return word;
  }
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

function questionOf({ title, description, kind, options, optionTitles, isRequired, initial }: FormField): string {
  const how = howOf({ kind, options, optionTitles });
  const usual = initial === '' ? (isRequired ? '' : 'optional') : `Enter for ${initial}`;
  const more = [description.replace(/\.$/, ''), how, usual].filter((part) => part !== '').join('; ');
  return more === '' ? title : `${title} (${more})`;
}

function howOf({ kind, options, optionTitles }: Pick<FormField, 'kind' | 'options' | 'optionTitles'>): string {
  if (kind === 'text') return '';
  if (kind !== 'choice' && kind !== 'choices') return KIND_WORDS[kind];
  const named = options.map((one, index) =>
    one === optionTitles[index] ? one : `${one}: ${optionTitles[index] ?? ''}`,
  );
  return `${kind === 'choices' ? 'some of ' : ''}${named.join(', ')}`;
}

const KIND_WORDS = { number: 'a number', integer: 'a whole number', boolean: 'yes or no', json: 'JSON' } as const;
