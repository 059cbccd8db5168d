import '../approvals/approvals.css';
import { ShieldQuestionMark } from 'lucide-react';
import { useId, useState } from 'react';
import type { JsonObject } from '../../shared/json.ts';
import { type ApprovalDecision, type ApprovalRequest, RISK_WORDS } from '../../shared/run/approval.ts';
import type { PendingHold } from '../../shared/run/fold/pending.ts';
import { visibleText } from '../../shared/visible-text.ts';
import { Portrait } from '../components/portrait.tsx';
import { toWords } from '../keys/key-words.ts';
import { ArgumentEditor, onKeys } from './argument-editor.tsx';
import { CallArguments } from './call-arguments.tsx';
import { codeIn } from './code-blocks.ts';
import { callWords, mayWords } from './hold-words.ts';
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
    <article className="pending" aria-label={mayWords(request)}>
      <header>
        {agent === null ? (
          <ShieldQuestionMark className="icon icon-s" aria-hidden="true" />
        ) : (
          <Portrait member={cast.memberOf(agent)} size="sm" />
        )}
        <b>{`${agent === null ? 'The team' : cast.nameOf(agent)} asks to ${callWords(request)}`}</b>
      </header>
      <p className="approval-call">This call {RISK_WORDS[risk]}.</p>
      {problem !== undefined && (
        <p className="approval-problem" role="alert">
          {problem}
        </p>
      )}
      {mode !== 'editing' && <Call request={request} />}
      {mode === 'asked' && <Answers request={request} answer={answer} onMode={setMode} />}
      {mode === 'editing' && (
        <ArgumentEditor request={request} onAllow={(args) => answer('allow', { arguments: args })} onClose={leave} />
      )}
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
      {visibleText(code)}
    </pre>
  ));
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
