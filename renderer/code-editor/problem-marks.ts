import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import type { CodeProblem } from '../../shared/tool-code/tool-code.ts';

/** Sets the places that are underlined. */
export const markProblems = StateEffect.define<readonly CodeProblem[]>();

const MARK = Decoration.mark({ class: 'code-problem' });

/** Underlines the word, or the sign, that each problem begins with. */
export const problemMarks: Extension = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, { effects, state, changes }) => {
    const set = effects.find((effect) => effect.is(markProblems));
    if (set === undefined) return marks.map(changes);
    const { length } = state.doc;
    const ranges = set.value.flatMap(({ offset }) => {
      const from = Math.min(offset, Math.max(length - 1, 0)); // what is missing at the end is marked before it
      const word = /^\w+/.exec(state.sliceDoc(from, from + 200))?.[0] ?? '';
      const to = Math.min(from + Math.max(word.length, 1), length);
      return from < to ? [MARK.range(from, to)] : [];
    });
    return Decoration.set(ranges, true);
  },
  provide: (field) => EditorView.decorations.from(field),
});
