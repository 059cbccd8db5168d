import { isJsonObject, type JsonObject } from '../../../shared/json.ts';
import { limitWords, objectsIn, typeWords } from './type-words.ts';

/** What a tool takes, argument by argument, and the named types below. */
export function ArgumentList({ schema }: { readonly schema: JsonObject }) {
  const { properties, additionalProperties: others, $defs } = schema;
  const isEmpty = !isJsonObject(properties) || Object.keys(properties).length === 0;
  const isOpen = isJsonObject(others) || others === true;
  return (
    <>
      {isEmpty && !isOpen ? (
        <p className="argument-none dim">It takes no arguments.</p>
      ) : (
        <Properties schema={schema} />
      )}
      {isJsonObject($defs) &&
        Object.entries($defs).map(([name, definition]) => (
          <div key={name}>
            <p className="argument-type">
              <b>{name}</b>{' '}
              {isJsonObject(definition) && objectsIn(definition)[0] !== definition && typeWords(definition)}
            </p>
            {isJsonObject(definition) &&
              objectsIn(definition).map((object, index) => <Properties key={index} schema={object} />)}
          </div>
        ))}
    </>
  );
}

function Properties({ schema }: { readonly schema: JsonObject }) {
  const { properties, required, additionalProperties: others } = schema;
  const needed = new Set(Array.isArray(required) ? required.map(String) : []);
  const entries = isJsonObject(properties) ? Object.entries(properties) : [];
  return (
    <ul className="argument-list">
      {entries.map(([name, property]) =>
        isJsonObject(property) ? (
          <Property key={name} name={name} schema={property} isOptional={!needed.has(name)} />
        ) : null,
      )}
      {(isJsonObject(others) || others === true) && (
        <Property name="any other name" schema={isJsonObject(others) ? others : {}} isOptional />
      )}
    </ul>
  );
}

interface PropertyProps {
  readonly name: string;
  readonly schema: JsonObject;
  readonly isOptional: boolean;
}

function Property({ name, schema, isOptional }: PropertyProps) {
  const { description } = schema;
  const more = [...(isOptional ? ['may be left out'] : []), ...limitWords(schema)];
  return (
    <li>
      <p className="argument-type">
        <b>{name}</b> {typeWords(schema)}
      </p>
      {typeof description === 'string' && <p className="argument-meaning">{description}</p>}
      {more.length > 0 && <p className="form-help">{more.join(' · ')}</p>}
      {objectsIn(schema).map((object, index) => (
        <Properties key={index} schema={object} />
      ))}
    </li>
  );
}
