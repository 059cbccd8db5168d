import './settings.css';
import { X } from 'lucide-react';
import { Dialog, Tabs } from 'radix-ui';
import { appStore } from '../store/app.ts';
import { settingsPages } from './sections.ts';

/** The settings, over whatever is open: the list of pages at the left, one of them at the right. */
export function SettingsDialog({ section }: { readonly section: string }) {
  const first = settingsPages.find(({ id }) => id === section) ?? settingsPages[0];
  return (
    <Dialog.Root open onOpenChange={(open) => !open && appStore.getState().closeDialog()}>
      <Dialog.Portal>
        <Dialog.Overlay className="modal-overlay" />
        <Dialog.Content className="modal settings" aria-describedby={undefined} onOpenAutoFocus={focusChosenTab}>
          <Tabs.Root className="settings-body" orientation="vertical" defaultValue={first?.id ?? ''}>
            <div className="settings-nav">
              <Dialog.Title className="modal-title">Settings</Dialog.Title>
              <Tabs.List aria-label="Settings" className="settings-list">
                {settingsPages.map(({ id, title, Icon }) => (
                  <Tabs.Trigger key={id} value={id} className="settings-tab">
                    <Icon className="icon" /> {title}
                  </Tabs.Trigger>
                ))}
              </Tabs.List>
            </div>
            {settingsPages.map(({ id, title, Section }) => (
              <Tabs.Content key={id} value={id} className="settings-page">
                <h2 className="settings-title">{title}</h2>
                <Section />
              </Tabs.Content>
            ))}
          </Tabs.Root>
          <Dialog.Close className="btn bare sq sm settings-close" aria-label="Close">
            <X className="icon" />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The tab that is shown: arrow keys go on from there, and Tab leads into its page. */
function focusChosenTab(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) {
    event.currentTarget.querySelector<HTMLElement>('[role="tab"][data-state="active"]')?.focus();
  }
}
