import { ArrowDown, ArrowUp } from 'lucide-react';
import type { EdgeId } from '../../shared/ids.ts';
import { reorder } from '../../shared/team/edit-document.ts';
import { editorStore } from '../store/editor.ts';

interface OrderButtonsProps {
  readonly edge: EdgeId;
  readonly index: number;
  readonly count: number;
}

/** Moves a part among those of its slot. */
export function OrderButtons({ edge, index, count }: OrderButtonsProps) {
  const move = (to: number): void => editorStore.getState().edit((document) => reorder(document, { edge, to }));
  return (
    <>
      <button
        type="button"
        className="btn bare sq sm"
        aria-label="Earlier"
        disabled={index === 0}
        onClick={() => move(index - 1)}
      >
        <ArrowUp className="icon icon-s" />
      </button>
      <button
        type="button"
        className="btn bare sq sm"
        aria-label="Later"
        disabled={index === count - 1}
        onClick={() => move(index + 1)}
      >
        <ArrowDown className="icon icon-s" />
      </button>
    </>
  );
}
