import { type Json, type JsonObject, isJsonObject } from '../../../shared/json.ts';
import { handoffTarget } from '../../../shared/team/handoff.ts';
import type { FieldControlProps } from '../field-control-props.ts';
import { HandoffTexts } from './handoff-texts.tsx';
import { OrJson } from './or-json.tsx';
import { Rows } from './rows.tsx';
import { Suggestions, useNames } from './suggestions.tsx';

/** Whom an agent hands over to, where no wire says it: often the person, `user`. (AutoGen: Handoff) */
export function HandoffsField(props: FieldControlProps) {
  const { id, node, value, onChange } = props;
  const names = useNames(node.id);
  const handoffs = handoffsOf(value);
  const form =
    handoffs === null ? null : (
      <>
        <Suggestions id={`${id}-names`} words={['user', ...names]} />
        <Rows<Json>
          id={id}
          items={handoffs}
          one="a handoff"
          fresh={() => ''}
          onChange={(next) => onChange(next.length === 0 ? undefined : next)}
        >
          {(handoff, { index, change }) => (
            <div className="stack tight">
              <input
                className="field"
                aria-label={`Hands over to ${index + 1}`}
                placeholder="Name, or user"
                list={`${id}-names`}
                spellCheck={false}
                value={handoffTarget(handoff) ?? ''}
                onChange={({ target }) =>
                  change(isJsonObject(handoff) ? { ...handoff, target: target.value } : target.value)
                }
              />
              <details className="more-texts">
                <summary>Texts</summary>
                <HandoffTexts
                  id={`${id}-${index}`}
                  target={handoffTarget(handoff) ?? ''}
                  handoff={handoff}
                  onChange={change}
                />
              </details>
            </div>
          )}
        </Rows>
      </>
    );
  return <OrJson {...props} form={form} />;
}

function handoffsOf(value: Json | undefined): readonly Json[] | null {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return null;
  const isKnown = (each: Json): each is string | JsonObject => handoffTarget(each) !== undefined;
  return value.every((each: Json) => isKnown(each)) ? value : null;
}
