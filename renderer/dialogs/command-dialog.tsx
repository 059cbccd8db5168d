import { Command } from 'cmdk';
import { offeredParts } from '../../shared/component/model-presets.ts';
import { addPartAtCenter } from '../canvas/add-part.ts';
import { canvasPort } from '../canvas/canvas-port.ts';
import { sceneOf } from '../canvas/stage-model.ts';
import { bindings } from '../keys/bindings.ts';
import { commands } from '../keys/commands.ts';
import { keyWords } from '../keys/key-words.ts';
import { appStore } from '../store/app.ts';
import { editorStore } from '../store/editor.ts';
import { keptOffers, useKeptParts } from '../store/kept-parts.ts';

/** One field for all commands, all cards and all parts. */
export function CommandDialog() {
  const { closeDialog } = appStore.getState();
  const kept = useKeptParts(({ parts }) => parts);
  const cards = [...sceneOf(editorStore.getState().document).cards.values()];
  const pick = (act: () => void) => (): void => {
    closeDialog();
    act();
  };
  return (
    <Command.Dialog
      open
      onOpenChange={(open) => !open && closeDialog()}
      label="Commands"
      className="commands"
      overlayClassName="modal-overlay"
    >
      <Command.Input className="commands-input" placeholder="Type a command, a card or a part" />
      <Command.List className="commands-list">
        <Command.Empty className="commands-empty">Nothing is called that.</Command.Empty>
        <Command.Group heading="Commands" className="commands-group">
          {bindings
            .filter(({ id }) => !id.startsWith('canvas.') && !id.startsWith('nudge') && id !== 'palette.commands')
            .map(({ id, label }) => (
              <Command.Item key={id} className="menu-item" value={`command ${label}`} onSelect={pick(commands[id])}>
                {label} <span className="kbd">{keyWords(id)}</span>
              </Command.Item>
            ))}
        </Command.Group>
        {cards.length > 0 && (
          <Command.Group heading="Go to" className="commands-group">
            {cards.map(({ id, title, type }) => (
              <Command.Item
                key={id}
                className="menu-item"
                value={`go to ${title} ${id}`}
                onSelect={pick(() => canvasPort.reveal(id))}
              >
                {title} <span className="kbd">{type}</span>
              </Command.Item>
            ))}
          </Command.Group>
        )}
        <Command.Group heading="Add" className="commands-group">
          {[...keptOffers(kept), ...offeredParts].map((part) => (
            <Command.Item
              key={part.key}
              className="menu-item"
              value={`add ${part.definition.title} ${part.key}`}
              onSelect={pick(() => void addPartAtCenter(part))}
            >
              {part.definition.title} <span className="kbd">{part.definition.summary}</span>
            </Command.Item>
          ))}
        </Command.Group>
      </Command.List>
    </Command.Dialog>
  );
}
