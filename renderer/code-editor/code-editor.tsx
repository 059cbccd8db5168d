import './code-editor.css';
import { Maximize2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Modal } from '../components/modal.tsx';
import type { CodeProblem } from '../../shared/tool-code/tool-code.ts';
import type { CodeEditorProps, CodeMirrorProps } from './code-editor-props.ts';
import { CodeProblems } from './code-problems.tsx';

// Not on the first screen: it is loaded where code is shown for the first time.
const CodeMirror = lazy(() => import('./code-mirror.tsx'));

/** Code in the colours of its language, in a field that can be opened in a dialog of its own. */
export function CodeEditor(props: CodeEditorProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [target, setTarget] = useState<CodeProblem | null>(null);
  const { label, problems = NONE, aside } = props;
  const list = <CodeProblems problems={problems} onGo={(problem) => setTarget({ ...problem })} />;
  return (
    <div className="code-editor">
      <Loaded {...props} target={isOpen ? null : target} />
      <button
        type="button"
        className="btn bare sq sm"
        aria-label={`Open ${label} large`}
        onClick={() => setIsOpen(true)}
      >
        <Maximize2 className="icon" />
      </button>
      {props.problems && list}
      {isOpen && (
        <Modal title={label} description={KEYS} width="large" onClose={() => setIsOpen(false)}>
          <div className="code-editor large">
            <Loaded {...props} id={undefined} isLarge target={target} />
            {props.problems && (
              <div className="code-aside">
                {list}
                {aside}
              </div>
            )}
          </div>
        </Modal>
      )}
    </div>
  );
}

const NONE: readonly CodeProblem[] = [];
const KEYS = 'Tab indents; Esc closes. What you type is kept at once.';

function Loaded(props: CodeMirrorProps) {
  return (
    <Suspense fallback={<pre className="code-place">{props.value}</pre>}>
      <CodeMirror {...props} />
    </Suspense>
  );
}
