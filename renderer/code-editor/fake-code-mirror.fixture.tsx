import type { CodeEditorProps } from './code-editor-props.ts';

/** In place of CodeMirror where nothing is laid out, as in jsdom: the same text, in a plain field. */
export default function FakeCodeMirror({ id, label, value, onChange, onFocus, onBlur }: CodeEditorProps) {
  return (
    <textarea
      id={id}
      aria-label={label}
      value={value}
      onFocus={onFocus}
      onBlur={onBlur}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
