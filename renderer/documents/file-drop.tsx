import { useState, type DragEvent, type ReactNode } from 'react';
import { importFile } from './import-file.ts';

/** Takes files dropped anywhere on the page. */
export function FileDrop({ children }: { readonly children: ReactNode }) {
  const [isOver, setIsOver] = useState(false);
  const onDragOver = (event: DragEvent): void => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    setIsOver(true);
  };
  const onDrop = (event: DragEvent): void => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    setIsOver(false);
    const file = event.dataTransfer.files[0];
    if (file) void importFile(file);
  };
  return (
    <div className="file-drop" onDragOver={onDragOver} onDragLeave={() => setIsOver(false)} onDrop={onDrop}>
      {children}
      {isOver && <div className="file-drop-hint">Drop to import this file. Nothing in it is run.</div>}
    </div>
  );
}

function carriesFile({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes('Files');
}
