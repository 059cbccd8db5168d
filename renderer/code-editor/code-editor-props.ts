/** What a text of code is written in. TypeScript stands for JavaScript too. */
export type CodeLanguage = 'typescript' | 'python' | 'json';

export interface CodeEditorProps {
  readonly id?: string | undefined;
  /** What the text is, for who does not see it. */
  readonly label: string;
  readonly language: CodeLanguage;
  readonly value: string;
  readonly isInvalid?: boolean;
  /** With the numbers of lines, and long lines as they are. */
  readonly isLarge?: boolean;
  onChange: (text: string) => void;
  onFocus?: () => void;
  onBlur?: () => void;
}
