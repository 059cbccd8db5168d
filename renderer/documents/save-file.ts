interface FileToSave {
  readonly fileName: string;
  readonly text: string | Uint8Array<ArrayBuffer>;
  /** Media type. */
  readonly type?: string;
}

/** Gives the user something as a file to keep. */
export function saveFile({ fileName, text, type = 'application/json' }: FileToSave): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The download has its own hold on the data once the click was handled.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
