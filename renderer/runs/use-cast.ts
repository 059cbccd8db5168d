import { useMemo } from 'react';
import type { TeamDocument } from '../../shared/team/document.ts';
import { castNames } from '../canvas/scene.ts';
import { castOf, type CastMember } from '../nodes/cast.ts';
import { useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';
import { useRun } from './use-run.ts';
import type { RunState, RunStore } from './run-store.ts';

/** The portraits of all who take part in a run. */
export interface RunCast {
  readonly names: readonly string[];
  memberOf: (name: string) => CastMember;
  /** How a name is said: the source `user` is the person at the desk. */
  nameOf: (name: string) => string;
}

/** The person who gives the task, as messages name them. (AutoGen: `source` of a task) */
export const TASK_SOURCE = 'user';
const YOU: CastMember = { monogram: 'Yo', colour: 'a-human' };
const ORCHESTRATOR: CastMember = { monogram: 'Or', colour: 'a-sel' };

/** The cast of a run: who stands on the canvas first, in its order, then who is only in the run. */
export function useCast(store: RunStore): RunCast {
  const document = useEditor(selectDocument);
  const speakers = useRun(store, selectSpeakers);
  const people = useRun(store, selectPeople);
  return useMemo(() => castOfRun({ document, speakers, people }), [document, speakers, people]);
}

/** Pure part of `useCast`. */
export function castOfRun(run: {
  readonly document: TeamDocument;
  readonly speakers: readonly string[];
  readonly people: readonly string[];
}): RunCast {
  const others = run.speakers.map((name) => ({ name, isHuman: run.people.includes(name) }));
  const cast = castOf([...castNames(run.document), ...others]);
  const spoken = new Set(run.speakers);
  return {
    names: [...cast.keys()].filter((name) => spoken.has(name)),
    memberOf: (name) => cast.get(name) ?? (name === TASK_SOURCE ? YOU : ORCHESTRATOR),
    nameOf: (name) => (name === TASK_SOURCE ? 'You' : name),
  };
}

const selectDocument = ({ document }: EditorState): TeamDocument => document;
const selectSpeakers = ({ conversation }: RunState): readonly string[] => conversation.speakers;
const selectPeople = ({ conversation }: RunState): readonly string[] => conversation.people;
