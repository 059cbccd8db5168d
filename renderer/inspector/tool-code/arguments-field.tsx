import './tool-code.css';
import { useState } from 'react';
import { canonicalJson, isJsonObject, type JsonObject } from '../../../shared/json.ts';
import { takeArguments } from '../../../shared/team/write-tool-code.ts';
import { differences } from '../../../shared/tool-code/says-the-same.ts';
import type { TypedCode } from '../../../shared/tool-code/tool-code.ts';
import { editorStore } from '../../store/editor.ts';
import type { FieldControlProps } from '../field-control-props.ts';
import { ShapeField } from '../fields/shape-field.tsx';
import { ArgumentList } from './argument-list.tsx';
import { lastReadCode, readCode } from './read-code.ts';

/** The arguments of a tool that is code: read from its types, or written by hand where they are not. */
export default function ArgumentsField(props: FieldControlProps) {
  const { id, node, value } = props;
  const stored = isJsonObject(value) ? value : {};
  const code = readCode(node);
  const last = lastReadCode(node);
  const isOfCode = last !== undefined && canonicalJson(stored) === canonicalJson(last.schema);
  if (code.type === 'typed' && isOfCode) {
    return <OfCode id={id} schema={stored} note="Read from the types of the code, and kept with the tool." />;
  }
  if (code.type === 'wrong' && isOfCode) {
    return <OfCode id={id} schema={stored} isOld note="As the code said it last. Now it cannot be read: see above." />;
  }
  return (
    <>
      {code.type === 'typed' && <Unlike {...props} stored={stored} code={code} />}
      <ShapeField {...props} />
      {code.type === 'untyped' && (
        <p className="form-help">Give the parameter of the function a type, and they can be read from the code.</p>
      )}
    </>
  );
}

interface OfCodeProps {
  readonly id: string;
  readonly schema: JsonObject;
  readonly isOld?: boolean;
  readonly note: string;
}

/** To be read only: they are changed in the code. */
function OfCode({ id, schema, isOld = false, note }: OfCodeProps) {
  const [isJson, setIsJson] = useState(false);
  return (
    <div id={id} className={isOld ? 'stack tight old-arguments' : 'stack tight'} role="group" aria-label="Arguments">
      {isJson ? (
        <pre className="mcp-text" tabIndex={0} aria-label="JSON Schema of the arguments">
          {JSON.stringify(schema, null, 2)}
        </pre>
      ) : (
        <ArgumentList schema={schema} />
      )}
      <p className="form-help">{note}</p>
      <button type="button" className="link t11" onClick={() => setIsJson(!isJson)}>
        {isJson ? 'As a list' : 'As JSON'}
      </button>
    </div>
  );
}

/** Written by hand, and others than the code says, or more. */
function Unlike({ node, stored, code }: FieldControlProps & { readonly stored: JsonObject; readonly code: TypedCode }) {
  const unlike = differences(stored, code.schema);
  const take = (): void => {
    const { edit, endGesture } = editorStore.getState();
    edit((document) => takeArguments(document, { node: node.id, code }), `arguments ${node.id}`);
    endGesture();
  };
  return (
    <div className={unlike.length > 0 ? 'callout of-arguments' : 'callout of-arguments plain'}>
      <span>
        {unlike.length > 0
          ? `They are not what the code says: ${unlike.join('; ')}.`
          : 'They were written by hand, and say more than the code.'}
      </span>
      <button type="button" className="btn sm" onClick={take}>
        Take them from the code
      </button>
    </div>
  );
}
