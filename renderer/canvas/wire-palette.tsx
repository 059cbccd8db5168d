import './wire-palette.css';
import { useReactFlow } from '@xyflow/react';
import { Command } from 'cmdk';
import { Popover } from 'radix-ui';
import { useMemo } from 'react';
import type { ComponentDefinition } from '../../shared/component/definition.ts';
import { PartIcon } from '../palette/part-icon.ts';
import { editorStore } from '../store/editor.ts';
import { type LooseWire, useCanvasUi } from './canvas-ui.ts';
import { fittingParts, insertWired } from './wired-parts.ts';

/** Where a wire was let go over empty canvas: the parts that could stand there. The one that is picked is wired. */
export function WirePalette() {
  const loose = useCanvasUi((state) => state.loose);
  return loose === null ? null : <Parts key={`${loose.x} ${loose.y}`} loose={loose} />;
}

function Parts({ loose }: { readonly loose: LooseWire }) {
  const { screenToFlowPosition } = useReactFlow();
  const { x, y } = loose;
  const parts = useMemo(() => fittingParts(editorStore.getState().document, loose), [loose]);
  const close = (): void => useCanvasUi.getState().setLoose(null);
  const pick = (definition: ComponentDefinition): void => {
    close();
    const { x: xPx, y: yPx } = screenToFlowPosition({ x, y }, { snapToGrid: false });
    const { document, edit, selectNodes } = editorStore.getState();
    const { document: next, node } = insertWired(document, { definition, end: loose, at: cornerOf({ xPx, yPx }) });
    edit(() => next);
    selectNodes([node]);
  };
  return (
    <Popover.Root open onOpenChange={(open) => !open && close()}>
      <Popover.Anchor className="wire-palette-anchor" style={{ left: x, top: y }} />
      <Popover.Portal>
        <Popover.Content className="popover wire-palette" align="start" sideOffset={4} aria-label="What stands there">
          {parts.length === 0 ? (
            <p className="t12">Nothing can be wired to this. Let the wire go over a card that takes it.</p>
          ) : (
            <Command label="Parts that fit">
              <Command.Input className="field" placeholder="What stands there?" />
              <Command.List className="wire-palette-list">
                <Command.Empty className="form-help">No part that fits is called that.</Command.Empty>
                {parts.map((definition) => (
                  <PartItem key={definition.provider} definition={definition} onPick={pick} />
                ))}
              </Command.List>
            </Command>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface PartItemProps {
  readonly definition: ComponentDefinition;
  onPick: (definition: ComponentDefinition) => void;
}

function PartItem({ definition, onPick }: PartItemProps) {
  const { title, summary, provider, group } = definition;
  return (
    <Command.Item className="menu-item" value={`${title} ${provider}`} onSelect={() => onPick(definition)}>
      <PartIcon title={title} group={group} />
      <span>{title}</span>
      <span className="faint cut">{summary}</span>
    </Command.Item>
  );
}

/** The pointer holds a new card near its upper left corner, where the wire comes in. */
function cornerOf({ xPx, yPx }: { readonly xPx: number; readonly yPx: number }) {
  return { xPx: xPx - 16, yPx: yPx - 16 };
}
