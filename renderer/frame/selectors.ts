import type { DocumentId, RunId } from '../../shared/ids.ts';
import type { EditorState } from '../store/editor-store.ts';

export const selectDocumentId = ({ document }: EditorState): DocumentId => document.id;
export const selectOpenRunId = ({ openRunId }: EditorState): RunId | null => openRunId;
