import { type Json, type JsonObject, isJsonObject } from '../../../shared/json.ts';
import { asText } from '../draft-control.tsx';
import type { FieldControlProps } from '../field-control-props.ts';
import { OrJson } from './or-json.tsx';
import { Rows } from './rows.tsx';

const ROLES: Readonly<Record<string, string>> = {
  UserMessage: 'Others',
  AssistantMessage: 'The agent itself',
  SystemMessage: 'Instructions',
};

/** What an agent remembers from before, message by message. (AutoGen: LLMMessage) */
export function MessagesField(props: FieldControlProps) {
  const { id, value, onChange } = props;
  const messages = messagesOf(value);
  const form =
    messages === null ? null : (
      <Rows
        id={id}
        items={messages}
        one="a message"
        fresh={() => ({ type: 'UserMessage', source: 'user', content: '' })}
        onChange={(next) => onChange(next.length === 0 ? undefined : next)}
      >
        {(message, row) => <MessageRow message={message} {...row} />}
      </Rows>
    );
  return <OrJson {...props} form={form} />;
}

interface MessageRowProps {
  readonly message: JsonObject;
  readonly index: number;
  change: (message: JsonObject) => void;
}

function MessageRow({ message, index, change }: MessageRowProps) {
  const type = asText(message['type']);
  const { source: present, ...rest } = message;
  const source = typeof present === 'string' ? present : 'user';
  const setType = (next: string): void => change({ ...rest, type: next, ...(next !== 'SystemMessage' && { source }) });
  return (
    <div className="stack tight">
      <div className="rows-pair">
        <select
          className="field"
          aria-label={`Who says message ${index + 1}`}
          value={type}
          onChange={({ target }) => setType(target.value)}
        >
          {Object.entries(ROLES).map(([key, words]) => (
            <option key={key} value={key}>
              {words}
            </option>
          ))}
        </select>
        {type !== 'SystemMessage' && (
          <input
            className="field"
            aria-label={`Name in message ${index + 1}`}
            spellCheck={false}
            value={source}
            onChange={({ target }) => change({ ...message, source: target.value })}
          />
        )}
      </div>
      <textarea
        className="field"
        rows={2}
        aria-label={`Message ${index + 1}`}
        value={asText(message['content'])}
        onChange={({ target }) => change({ ...message, content: target.value })}
      />
    </div>
  );
}

/** Null where one of them holds more than text. */
function messagesOf(value: Json | undefined): readonly JsonObject[] | null {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return null;
  const plain = value.filter(
    (each: Json): each is JsonObject =>
      isJsonObject(each) && typeof each['content'] === 'string' && asText(each['type']) in ROLES,
  );
  return plain.length === value.length ? plain : null;
}
