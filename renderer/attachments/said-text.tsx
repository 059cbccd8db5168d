import './attachments.css';
import { FileText } from 'lucide-react';
import { splitFiles } from '../../shared/chat/attachment.ts';

/** What a person said, as it was typed; text files that went with it fold out. */
export function SaidText({ text }: { readonly text: string }) {
  const { words, files } = splitFiles(text);
  return (
    <>
      {words}
      {files.map(({ name, text: content }, index) => (
        <details key={index} className="said-file">
          <summary>
            <FileText className="icon icon-s" aria-hidden="true" />
            {name}
          </summary>
          <pre>{content}</pre>
        </details>
      ))}
    </>
  );
}
