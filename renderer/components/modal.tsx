import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';

interface ModalProps {
  readonly title: string;
  /** One sentence under the title. */
  readonly description?: ReactNode;
  readonly children: ReactNode;
  /** Buttons at the foot, the main one last. */
  readonly actions?: ReactNode;
  readonly width?: 'usual' | 'wide' | 'large';
  onClose: () => void;
}

/** A dialog in the middle of the window. It is there while it is rendered. */
export function Modal({ title, description, children, actions, width = 'usual', onClose }: ModalProps) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="modal-overlay" />
        <Dialog.Content
          className={`modal ${width}`}
          {...(!description && { 'aria-describedby': undefined })}
          onOpenAutoFocus={focusMainThing}
        >
          <header className="modal-head">
            <div className="grow">
              <Dialog.Title className="modal-title">{title}</Dialog.Title>
              {description && <Dialog.Description className="dim t12">{description}</Dialog.Description>}
            </div>
            <Dialog.Close className="btn bare sq sm" aria-label="Close">
              <X className="icon" />
            </Dialog.Close>
          </header>
          <div className="modal-body">{children}</div>
          {actions && <footer className="modal-foot">{actions}</footer>}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The first field, else the main button: what people came for, not the way out. */
function focusMainThing(event: Event): void {
  const dialog = event.currentTarget;
  if (!(dialog instanceof HTMLElement)) return;
  const wanted =
    dialog.querySelector<HTMLElement>('.modal-body :is(input, [contenteditable])') ??
    dialog.querySelector<HTMLElement>('.btn.pri');
  event.preventDefault();
  (wanted ?? dialog).focus();
}
