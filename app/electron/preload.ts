// The only code of ours between the page and the process that owns the window. It hands over a port to the engine, sets
// the part of the address after the `#`, and nothing else of Electron. Built as one CommonJS file, because a sandboxed preload can be nothing else.
import { ipcRenderer } from 'electron';

/** The little of the page's world that is needed here; this file is compiled without the types of a browser. */
interface Page {
  readonly location: { readonly origin: string; hash: string };
  addEventListener(
    type: 'message',
    listener: (event: { readonly source: unknown; readonly data: unknown }) => void,
  ): void;
  postMessage(message: unknown, targetOrigin: string, transfer: unknown[]): void;
}
const page = globalThis as unknown as Page;

page.addEventListener('message', ({ source, data }) => {
  const message = data as { readonly type?: unknown } | null;
  if (source === page && message?.type === 'engine-port-please') ipcRenderer.send('engine-port');
});

ipcRenderer.on('engine-port', ({ ports }) => page.postMessage({ type: 'engine-port' }, page.location.origin, ports));

ipcRenderer.on('go-to', (_event, hash: string) => {
  page.location.hash = hash;
});
