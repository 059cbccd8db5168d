import { type KeyboardEvent, useId, useState } from 'react';
import { isJsonObject, type JsonObject } from '../../shared/json.ts';
import type { ApprovalRequest } from '../../shared/run/approval.ts';
import { visibleJson } from '../../shared/visible-text.ts';
import { toWords } from '../keys/key-words.ts';
import { isSendKey } from '../keys/send-key.ts';
import { codeIn, type ShownBlock } from './code-blocks.ts';

interface ArgumentEditorProps {
  readonly request: ApprovalRequest;
  onAllow: (args: JsonObject) => void;
  onClose: () => void;
}

/** Changes what a call is made with: code as code, everything else as JSON. */
export function ArgumentEditor({ request, ...rest }: ArgumentEditorProps) {
  const blocks = codeIn(request.arguments);
  return blocks === null ? (
    <JsonEditor request={request} {...rest} />
  ) : (
    <BlocksEditor before={blocks} request={request} {...rest} />
  );
}

function BlocksEditor({
  before,
  request,
  onAllow,
  onClose,
}: ArgumentEditorProps & { readonly before: readonly ShownBlock[] }) {
  const [blocks, setBlocks] = useState(before);
  const allow = (): void =>
    onAllow({ ...request.arguments, code_blocks: blocks.map(({ language, code }) => ({ language, code })) });
  return (
    <>
      {blocks.map(({ language, code }, index) => (
        <textarea
          key={index}
          className="pending-editor mono"
          aria-label={`Code in ${language}`}
          rows={linesOf(code)}
          spellCheck={false}
          value={code}
          autoFocus={index === 0}
          onChange={({ target }) =>
            setBlocks(blocks.map((block, at) => (at === index ? { ...block, code: target.value } : block)))
          }
          onKeyDown={onKeys({ enter: allow, escape: onClose })}
        />
      ))}
      <Foot canAllow onAllow={allow} onClose={onClose} />
    </>
  );
}

function JsonEditor({ request, onAllow, onClose }: ArgumentEditorProps) {
  const [text, setText] = useState(() => visibleJson(request.arguments, 2));
  const id = useId();
  const args = objectIn(text);
  const allow = (): void => {
    if (args !== null) onAllow(args);
  };
  return (
    <>
      <label className="sr-only" htmlFor={id}>
        Arguments of {request.tool}, as JSON
      </label>
      <textarea
        id={id}
        className="pending-editor mono"
        rows={linesOf(text)}
        spellCheck={false}
        value={text}
        autoFocus
        aria-invalid={args === null}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeys({ enter: allow, escape: onClose })}
      />
      {args === null && <p className="approval-problem">This is no JSON object.</p>}
      <Foot canAllow={args !== null} onAllow={allow} onClose={onClose} />
    </>
  );
}

interface FootProps {
  readonly canAllow: boolean;
  onAllow: () => void;
  onClose: () => void;
}

function Foot({ canAllow, onAllow, onClose }: FootProps) {
  return (
    <footer>
      <button type="button" className="btn warn" disabled={!canAllow} onClick={onAllow}>
        Allow with these <span className="kbd">{toWords('Mod+Enter')}</span>
      </button>
      <button type="button" className="btn" onClick={onClose}>
        Back
      </button>
    </footer>
  );
}

/** Keys of a field of a card: send it, or leave it. */
export function onKeys({ enter, escape }: { readonly enter: () => void; readonly escape: () => void }) {
  return (event: KeyboardEvent): void => {
    if (event.key === 'Escape') escape();
    if (isSendKey(event)) enter();
  };
}

/** Rows of a field that shows it whole, also where long lines are broken; at most fourteen. */
function linesOf(text: string): number {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE)), 0);
  return Math.min(14, lines + 1);
}

/** About so many characters are in a line of the field. */
const LINE = 72;

function objectIn(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
