import { Paperclip } from 'lucide-react';
import { useRef } from 'react';
import type { AttachmentDraft } from './use-attachments.ts';

/** Lets a person choose files that go with the message. */
export function AttachButton({ draft }: { readonly draft: AttachmentDraft }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="btn bare sm sq"
        title="Attach pictures or text files"
        aria-label="Attach pictures or text files"
        onClick={() => input.current?.click()}
      >
        <Paperclip className="icon icon-s" aria-hidden="true" />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to attach"
        onChange={(event) => {
          void draft.add([...(event.target.files ?? [])]);
          event.target.value = ''; // the same file may be chosen again
        }}
      />
    </>
  );
}
