import './tool-code.css';
import type { Json } from '../../../shared/json.ts';
import { writeToolCode } from '../../../shared/team/write-tool-code.ts';
import type { CodeProblem, ToolCode } from '../../../shared/tool-code/tool-code.ts';
import { editorStore } from '../../store/editor.ts';
import { asText, DraftControl, parseText } from '../draft-control.tsx';
import type { FieldControlProps } from '../field-control-props.ts';
import { ArgumentList } from './argument-list.tsx';
import { lastReadCode, parseModule, readCode } from './read-code.ts';

/** The code of a tool. What it says of the tool is read as it is typed, and goes with it. */
export default function ToolCodeField(props: FieldControlProps) {
  const { node, field } = props;
  const code = readCode(node);
  const write = (value: Json | undefined): void => {
    const writing = { node: node.id, source: asText(value), parse: parseModule, lastRead: lastReadCode(node) };
    editorStore.getState().edit((document) => writeToolCode(document, writing), `field ${node.id} ${field.key}`);
  };
  const problems = code.type === 'wrong' ? code.problems : NONE;
  const aside = <Said code={code} />;
  return (
    <DraftControl
      {...props}
      onChange={write}
      toText={asText}
      parse={parseText}
      language="typescript"
      notes={{ problems, aside }}
    />
  );
}

const NONE: readonly CodeProblem[] = [];

/** Beside code that is open large: what it says of the tool. */
function Said({ code }: { readonly code: ToolCode }) {
  if (code.type === 'wrong') return null; // the problems stand there
  if (code.type === 'untyped') {
    return <p className="form-help">Give the parameter of the function a type, and what it takes stands here.</p>;
  }
  return (
    <>
      <h3 className="cap">{code.name ?? 'The tool'} takes</h3>
      {code.description !== undefined && <p className="form-help">{code.description}</p>}
      <ArgumentList schema={code.schema} />
    </>
  );
}
