import type { DragEvent } from 'react';
import { addPartAtCenter } from '../canvas/add-part.ts';
import { PartIcon } from './part-icon.ts';
import { PART_DRAG_TYPE, setDraggedPart } from './part-drag.ts';
import type { Part } from './part-list.ts';

/** One part: a click or Enter adds it, dragging puts it where it belongs. */
export function PartRow({ part: { key, definition, badge } }: { readonly part: Part }) {
  const { title, summary, group } = definition;
  const onDragStart = (event: DragEvent): void => {
    event.dataTransfer.setData(PART_DRAG_TYPE, key);
    event.dataTransfer.effectAllowed = 'copy';
    setDraggedPart(key);
  };
  return (
    <li>
      <button
        type="button"
        className="part-row"
        draggable
        onDragStart={onDragStart}
        onDragEnd={() => setDraggedPart(null)}
        onClick={() => addPartAtCenter(definition)}
      >
        <PartIcon title={title} group={group} />
        <span className="cut">{title}</span>
        {badge && (
          <span className={`tag ${badge.tone}`} title={badge.why}>
            {badge.words}
          </span>
        )}
        <span className="part-why">{summary}</span>
      </button>
    </li>
  );
}
