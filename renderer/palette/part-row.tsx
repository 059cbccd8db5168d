import { X } from 'lucide-react';
import type { DragEvent } from 'react';
import { addPartAtCenter } from '../canvas/add-part.ts';
import { forgetPart } from '../store/keep-part.ts';
import { PartIcon } from './part-icon.ts';
import { PART_DRAG_TYPE, setDraggedPart } from './part-drag.ts';
import type { Part } from './part-list.ts';

/** One part: a click or Enter adds it, dragging puts it where it belongs. */
export function PartRow({ part }: { readonly part: Part }) {
  const { key, definition, badge, kept } = part;
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
        onClick={() => void addPartAtCenter(part)}
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
      {kept && (
        <button
          type="button"
          className="btn bare sq sm part-forget"
          aria-label={`Take ${title} out of your parts`}
          onClick={() => void forgetPart(kept)}
        >
          <X className="icon icon-s" />
        </button>
      )}
    </li>
  );
}
