import { Command } from 'cmdk';
import { ChevronsUpDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useEffect, useState } from 'react';
import { failureText } from '../../shared/failure.ts';
import type { ModelList } from '../../shared/rpc/models-contract.ts';
import type { TeamNode } from '../../shared/team/document.ts';
import { api } from '../rpc/api.ts';
import { modelQuestion } from './model-question.ts';

interface ModelMenuProps {
  readonly node: TeamNode;
  onChoose: (model: string) => void;
}

/** The models that a node's provider has, to choose one from. */
export function ModelMenu({ node, onChoose }: ModelMenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const choose = (model: string): void => {
    setIsOpen(false);
    onChoose(model);
  };
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger className="btn sq" aria-label="Choose a model" title="Choose a model">
        <ChevronsUpDown className="icon icon-s" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover model-menu" align="end" sideOffset={4} aria-label="Models">
          <Models node={node} onChoose={choose} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Asks for the list anew each time it is opened: a key may have been added, a model pulled. */
function Models({ node, onChoose }: ModelMenuProps) {
  const [list, setList] = useState<ModelList | null>(null);
  useEffect(() => {
    let isWanted = true;
    const take = (told: ModelList): void => {
      if (isWanted) setList(told);
    };
    api.models.list(modelQuestion(node)).then(take, (error: unknown) => {
      take({ models: [], reason: failureText(error) });
    });
    return () => {
      isWanted = false;
    };
  }, [node]);
  const { model } = node.component.config;
  return (
    <Command label="Models" defaultValue={typeof model === 'string' ? model : ''}>
      <Command.Input className="commands-input" placeholder="Search models" />
      <Command.List className="model-list">
        {list === null ? (
          <p className="commands-empty" role="status">
            Asking the provider …
          </p>
        ) : (
          <Command.Empty className="commands-empty">
            {list.models.length === 0 ? 'No models were found.' : 'No model is called that.'}
          </Command.Empty>
        )}
        {list?.models.map((name) => (
          <Command.Item key={name} className="menu-item" value={name} onSelect={() => onChoose(name)}>
            <span className="cut">{name}</span>
          </Command.Item>
        ))}
      </Command.List>
      {list !== null && list.reason !== null && <p className="model-reason">{list.reason}</p>}
    </Command>
  );
}
