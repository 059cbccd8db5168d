import { type ClipboardEvent, useState } from 'react';
import { toast } from 'sonner';
import { type Attachment, ATTACHMENTS_LIMIT, readAttachment } from '../../shared/chat/attachment.ts';
import { failureText } from '../../shared/failure.ts';

/** The files that go with what a person is writing. */
export interface AttachmentDraft {
  readonly attachments: readonly Attachment[];
  /** What cannot be attached is said in a toast, the rest is taken. */
  add: (files: readonly File[]) => Promise<void>;
  remove: (index: number) => void;
  /** The browser cannot show it, so no model could read it: it is taken out, and that is said. */
  refuse: (broken: Attachment) => void;
  clear: () => void;
  /** For a text field: pasted pictures are taken, pasted text stays text. */
  onPaste: (event: ClipboardEvent) => void;
}

export function useAttachments(): AttachmentDraft {
  const [attachments, setAttachments] = useState<readonly Attachment[]>([]);
  const add = async (files: readonly File[]): Promise<void> => {
    const read = await Promise.all(files.map(readFile));
    for (const one of read) if ('problem' in one) toast.error('Not attached', { description: one.problem });
    const taken = read.filter((one): one is Attachment => !('problem' in one));
    setAttachments((before) => {
      const all = [...before, ...taken];
      if (all.length > ATTACHMENTS_LIMIT) toast.error(`At most ${ATTACHMENTS_LIMIT} files go with one message`);
      return all.slice(0, ATTACHMENTS_LIMIT);
    });
  };
  return {
    attachments,
    add,
    remove: (index) => setAttachments((before) => before.filter((_, at) => at !== index)),
    refuse: (broken) => {
      const description = `"${broken.name}" begins like a picture, but cannot be read as one.`;
      toast.error('Not attached', { id: `broken ${broken.name}`, description });
      setAttachments((before) => before.filter((one) => one !== broken));
    },
    clear: () => setAttachments([]),
    onPaste: (event) => {
      const files = [...event.clipboardData.files];
      if (files.length === 0) return;
      event.preventDefault();
      void add(files);
    },
  };
}

async function readFile(file: File): Promise<Attachment | { readonly problem: string }> {
  try {
    return readAttachment(file.name, new Uint8Array(await file.arrayBuffer()));
  } catch (error) {
    return { problem: `"${file.name}": ${failureText(error)}` };
  }
}
