import '../approvals/approvals.css';
import { ShieldQuestionMark } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { isJsonObject, type JsonObject } from '../../shared/json.ts';
import { type ApprovalDecision, type ApprovalRequest, RISK_WORDS } from '../../shared/run/approval.ts';
import type { PendingHold } from '../../shared/run/fold/pending.ts';
import { Portrait } from '../components/portrait.tsx';
import { toWords } from '../keys/key-words.ts';
import { isSendKey } from '../keys/send-key.ts';
import { CallArguments } from './call-arguments.tsx';
import { runCommands } from './run-commands.ts';
import type { RunStore } from './run-store.ts';
import { heldAgent } from './stage-of.ts';
import { useCast } from './use-cast.ts';

interface ApprovalCardProps {
  readonly store: RunStore;
  readonly hold: PendingHold;
  readonly request: ApprovalRequest;
}

type Mode = 'asked' | 'editing' | 'denying';
type Answer = (
  decision: ApprovalDecision,
  rest?: { readonly arguments?: JsonObject; readonly reason?: string },
) => void;

/** A call that wants to be allowed: what it is, exactly, and what can be said to it. */
export function ApprovalCard({ store, hold, request }: ApprovalCardProps) {
  const cast = useCast(store);
  const agent = heldAgent(hold, store.getState().conversation);
  const [mode, setMode] = useState<Mode>('asked');
  const { tool, risk, problem } = request;
  const answer: Answer = (decision, rest = {}) =>
    void runCommands.control(store, { type: 'approve', place: hold.place, decision, ...rest });
  const leave = (): void => setMode('asked');
  return (
    <article className="pending" aria-label={`May ${tool} be called?`}>
      <header>
        {agent === null ? (
          <ShieldQuestionMark className="icon icon-s" aria-hidden="true" />
        ) : (
          <Portrait member={cast.memberOf(agent)} size="sm" />
        )}
        <b>{`${agent === null ? 'The team' : cast.nameOf(agent)} asks to call ${tool}`}</b>
      </header>
      <p className="approval-call">This call {RISK_WORDS[risk]}.</p>
      {problem !== undefined && (
        <p className="approval-problem" role="alert">
          {problem}
        </p>
      )}
      {mode !== 'editing' && <Call request={request} />}
      {mode === 'asked' && <Answers request={request} answer={answer} onMode={setMode} />}
      {mode === 'editing' && <ArgumentEditor request={request} answer={answer} onClose={leave} />}
      {mode === 'denying' && <Denial tool={tool} answer={answer} onClose={leave} />}
      <p className="pending-rest">Nothing happens until you answer. You may close the window.</p>
    </article>
  );
}

/** Code is shown as code; everything else as it is. */
function Call({ request: { tool, arguments: args } }: { readonly request: ApprovalRequest }) {
  const blocks = codeIn(args);
  if (blocks === null) return <CallArguments tool={tool} fields={args} />;
  return blocks.map(({ language, code }, index) => (
    <pre key={index} className="approval-code" aria-label={`Code in ${language}`} tabIndex={0}>
      {code}
    </pre>
  ));
}

interface Block {
  readonly language: string;
  readonly code: string;
}

function codeIn({ code_blocks: blocks }: JsonObject): readonly Block[] | null {
  if (!Array.isArray(blocks)) return null;
  const read = blocks.map((block) => {
    if (!isJsonObject(block)) return null;
    const { language, code } = block;
    return typeof language === 'string' && typeof code === 'string' ? { language, code } : null;
  });
  return read.every((block) => block !== null) ? read : null;
}

interface AnswersProps {
  readonly request: ApprovalRequest;
  readonly answer: Answer;
  onMode: (mode: Mode) => void;
}

function Answers({ request: { canRemember }, answer, onMode }: AnswersProps) {
  return (
    <footer>
      <button type="button" className="btn warn" onClick={() => answer('allow')}>
        Allow once
      </button>
      <button type="button" className="btn" onClick={() => answer('allow-for-run')}>
        Allow for this run
      </button>
      {canRemember && (
        <button type="button" className="btn" onClick={() => answer('always')}>
          Always for this tool
        </button>
      )}
      <button type="button" className="btn" onClick={() => onMode('editing')}>
        Edit…
      </button>
      <button type="button" className="btn bad" onClick={() => onMode('denying')}>
        Deny…
      </button>
    </footer>
  );
}

interface EditorProps {
  readonly request: ApprovalRequest;
  readonly answer: Answer;
  onClose: () => void;
}

/** Changes the arguments, as JSON. */
function ArgumentEditor({ request, answer, onClose }: EditorProps) {
  const [text, setText] = useState(() => JSON.stringify(request.arguments, null, 2));
  const id = useId();
  const args = objectIn(text);
  const allow = (): void => {
    if (args !== null) answer('allow', { arguments: args });
  };
  return (
    <>
      <label className="sr-only" htmlFor={id}>
        Arguments of {request.tool}, as JSON
      </label>
      <textarea
        id={id}
        className="pending-editor mono"
        rows={Math.min(14, text.split('\n').length + 1)}
        spellCheck={false}
        value={text}
        autoFocus
        aria-invalid={args === null}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeys({ enter: allow, escape: onClose })}
      />
      {args === null && <p className="approval-problem">This is no JSON object.</p>}
      <footer>
        <button type="button" className="btn warn" disabled={args === null} onClick={allow}>
          Allow with these <span className="kbd">{toWords('Mod+Enter')}</span>
        </button>
        <button type="button" className="btn" onClick={onClose}>
          Back
        </button>
      </footer>
    </>
  );
}

interface DenialProps {
  readonly tool: string;
  readonly answer: Answer;
  onClose: () => void;
}

/** Why not: the model reads it. */
function Denial({ tool, answer, onClose }: DenialProps) {
  const [reason, setReason] = useState('');
  const id = useId();
  const deny = (): void => answer('deny', reason.trim() === '' ? {} : { reason: reason.trim() });
  return (
    <>
      <label className="sr-only" htmlFor={id}>
        Why {tool} is not allowed
      </label>
      <textarea
        id={id}
        className="pending-editor"
        rows={2}
        placeholder="Why not? The agent reads it, and goes on without this call."
        value={reason}
        autoFocus
        onChange={({ target }) => setReason(target.value)}
        onKeyDown={onKeys({ enter: deny, escape: onClose })}
      />
      <footer>
        <button type="button" className="btn warn" onClick={deny}>
          Deny <span className="kbd">{toWords('Mod+Enter')}</span>
        </button>
        <button type="button" className="btn" onClick={onClose}>
          Back
        </button>
      </footer>
    </>
  );
}

function onKeys({ enter, escape }: { readonly enter: () => void; readonly escape: () => void }) {
  return (event: KeyboardEvent): void => {
    if (event.key === 'Escape') escape();
    if (isSendKey(event)) enter();
  };
}

function objectIn(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
