/** An address under which the page shows a picture of a message. Browsers look at the data, whatever the type says. */
export function pictureAddress(data: string): string {
  return `data:image/png;base64,${data}`;
}
