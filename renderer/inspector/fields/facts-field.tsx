import { type Json, type JsonObject, isJsonObject } from '../../../shared/json.ts';
import { asText } from '../draft-control.tsx';
import type { FieldControlProps } from '../field-control-props.ts';
import { OrJson } from './or-json.tsx';
import { Rows } from './rows.tsx';

/** The facts of a memory, one box each. (AutoGen: MemoryContent) */
export function FactsField(props: FieldControlProps) {
  const { id, value, onChange } = props;
  const facts = factsOf(value);
  const form =
    facts === null ? null : (
      <Rows
        id={id}
        items={facts}
        one="a fact"
        fresh={() => ({ content: '', mime_type: 'text/plain' })}
        onChange={onChange}
      >
        {(fact, { index, change }) => (
          <textarea
            className="field"
            rows={2}
            aria-label={`Fact ${index + 1}`}
            value={asText(fact['content'])}
            onChange={({ target }) => change({ ...fact, content: target.value })}
          />
        )}
      </Rows>
    );
  return <OrJson {...props} form={form} />;
}

/** Null where one of them is no text. */
function factsOf(value: Json | undefined): readonly JsonObject[] | null {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return null;
  const texts = value.filter(
    (fact: Json): fact is JsonObject => isJsonObject(fact) && typeof fact['content'] === 'string',
  );
  return texts.length === value.length ? texts : null;
}
