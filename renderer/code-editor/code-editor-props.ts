import type { ReactNode } from 'react';
import type { CodeProblem } from '../../shared/tool-code/tool-code.ts';

/** What a text of code is written in. TypeScript stands for JavaScript too. */
export type CodeLanguage = 'typescript' | 'python' | 'json';

export interface CodeEditorProps {
  readonly id?: string | undefined;
  /** What the text is, for who does not see it. */
  readonly label: string;
  readonly language: CodeLanguage;
  readonly value: string;
  readonly isInvalid?: boolean;
  /** Underlined, and listed below. */
  readonly problems?: readonly CodeProblem[] | undefined;
  /** What stands beside the code where it is open large. */
  readonly aside?: ReactNode;
  /** With the numbers of lines, and long lines as they are. */
  readonly isLarge?: boolean;
  onChange: (text: string) => void;
  onFocus?: () => void;
  onBlur?: () => void;
}

/** What the editor itself gets. */
export interface CodeMirrorProps extends CodeEditorProps {
  /** Where the cursor is wanted, each time it is another object. */
  readonly target?: { readonly offset: number } | null;
}
