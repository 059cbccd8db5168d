import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { json } from '@codemirror/lang-json';
import { python } from '@codemirror/lang-python';
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  type LanguageSupport,
  syntaxHighlighting,
} from '@codemirror/language';
import { Annotation, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { CodeLanguage, CodeMirrorProps } from './code-editor-props.ts';
import { markProblems, problemMarks } from './problem-marks.ts';

/** Marks a change that came from outside, and so is not told back. */
const fromOutside = Annotation.define<boolean>();

const LANGUAGES: Readonly<Record<CodeLanguage, () => LanguageSupport>> = {
  typescript: () => javascript({ typescript: true }),
  python,
  json,
};

const COLOURS = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--a9-ink)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--a4-ink)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--a1-ink)' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: 'var(--a7-ink)' },
  { tag: [tags.typeName, tags.className, tags.namespace], color: 'var(--a5-ink)' },
  { tag: tags.propertyName, color: 'var(--a6-ink)' },
  { tag: [tags.comment, tags.meta], color: 'var(--ink-3)', fontStyle: 'italic' },
]);

/** The editor itself. Its text is written at once; what is set from outside replaces it where it differs. */
export default function CodeMirror(props: CodeMirrorProps) {
  const { language, value, problems, target, isInvalid = false, isLarge = false } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  // A layout effect, for its end comes while the text is still in the page.
  useLayoutEffect(() => {
    if (place.current === null) return;
    const editor = new EditorView({
      parent: place.current,
      doc: latest.current.value,
      extensions: [...extensions(language, isLarge), attributes(latest), tellChanges(latest)],
    });
    view.current = editor;
    return () => {
      view.current = null;
      // A field that goes away is left too, and the browser does not say so.
      if (editor.hasFocus) latest.current.onBlur?.();
      editor.destroy();
    };
  }, [language, isLarge]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === value) return;
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: value },
      annotations: fromOutside.of(true),
    });
  }, [value]);

  useEffect(() => {
    view.current?.dispatch({ effects: markProblems.of(problems ?? []) });
  }, [problems, language, isLarge]);

  useEffect(() => {
    if (target) goTo(view.current, target.offset);
  }, [target]);

  return <div ref={place} className="code-place" data-invalid={isInvalid} />;
}

function goTo(editor: EditorView | null, offset: number): void {
  const anchor = Math.min(offset, editor?.state.doc.length ?? 0);
  editor?.dispatch({ selection: { anchor }, scrollIntoView: true });
  editor?.focus();
}

/** The props of the last rendering, for who is called later. */
type Latest = Readonly<RefObject<CodeMirrorProps>>;

function attributes({ current: { id, label } }: Latest): Extension {
  return EditorView.contentAttributes.of({ ...(id && { id }), 'aria-label': label });
}

function tellChanges(latest: Latest): Extension {
  return EditorView.updateListener.of(({ docChanged, focusChanged, transactions, view }) => {
    const isTyped = docChanged && !transactions.some((one) => one.annotation(fromOutside) === true);
    if (isTyped) latest.current.onChange(view.state.doc.toString());
    if (focusChanged) latest.current[view.hasFocus ? 'onFocus' : 'onBlur']?.();
  });
}

function extensions(language: CodeLanguage, isLarge: boolean): readonly Extension[] {
  return [
    LANGUAGES[language](),
    syntaxHighlighting(COLOURS),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    problemMarks,
    indentUnit.of(language === 'python' ? '    ' : '  '),
    keymap.of([indentWithTab, ...defaultKeymap, ...historyKeymap]),
    ...(isLarge ? [lineNumbers()] : [EditorView.lineWrapping]),
  ];
}
