import './attachments.css';
import { FileText, X } from 'lucide-react';
import type { Attachment } from '../../shared/chat/attachment.ts';
import { pictureAddress } from './picture-address.ts';
import type { AttachmentDraft } from './use-attachments.ts';

/** The files that will go with the message, each with a cross. Nothing where there is none. */
export function AttachmentList({ draft }: { readonly draft: AttachmentDraft }) {
  if (draft.attachments.length === 0) return null;
  return (
    <ul className="attachments" aria-label="Attached files">
      {draft.attachments.map((one, index) => (
        <li key={index}>
          <Sight attachment={one} onBroken={() => draft.refuse(one)} />
          <span className="attachment-name" title={one.name}>
            {one.name}
          </span>
          <button
            type="button"
            className="btn bare sm sq"
            aria-label={`Remove ${one.name}`}
            onClick={() => draft.remove(index)}
          >
            <X className="icon icon-s" aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Sight({ attachment, onBroken }: { readonly attachment: Attachment; readonly onBroken: () => void }) {
  return attachment.kind === 'picture' ? (
    <img src={pictureAddress(attachment.data)} alt="" onError={onBroken} />
  ) : (
    <FileText className="icon icon-s" aria-hidden="true" />
  );
}
