import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/failure.ts';
import type { DocumentId } from '../../shared/ids.ts';
import { dataFolderHere } from '../data-folder.ts';
import { composeEngine, type ComposedEngine } from '../engine/compose-engine.ts';
import { openSecrets } from '../engine/open-secrets.ts';
import { projectRoot } from '../project-root.ts';
import { addressOf } from '../page/address-of.ts';
import { acceptRpc } from '../serve/accept-rpc.ts';
import { PortInUseError, serve as startServer, type ServeOptions, type Serving } from '../serve/serve.ts';
import { openBrowser } from './browser.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import type { ServeSettings } from './parse-command.ts';

/** Where pages find Troupe unless told otherwise: a fixed port, because browsers keep a page's settings by its address. */
const USUAL_PORT = 4870;

/** The page was not built. */
class PageMissingError extends AppError {
  readonly code = 'page-missing';
  constructor(folder: string) {
    super(`The page is not built: there is no ${folder}. Build it with "npm run build", or use "npm run dev".`);
  }
}

/** Serves the page until the program is told to end. `prepare` may import a file first, and names what the page opens. */
export async function serve(
  settings: ServeSettings & { readonly dev?: boolean },
  prepare: (composed: ComposedEngine) => DocumentId | undefined = () => undefined,
): Promise<ExitStatus> {
  const root = projectRoot();
  const dataFolder = dataFolderHere(settings.data);
  const composed = composeEngine({
    host: 'serve',
    dataFolder,
    notices: [],
    secrets: await openSecrets(dataFolder),
  });
  try {
    const opens = prepare(composed);
    const serving = await listen(settings.port, {
      page: await pageOf(root, settings.dev === true),
      accept: acceptRpc(composed.engine),
      announce: announcer(settings.open, opens),
    });
    await toldToEnd();
    await serving.close();
    return EXIT.finished;
  } finally {
    await composed.close();
  }
}

/** Without a port of the user's own choice a taken one is no reason to stop. */
async function listen(port: number | undefined, options: Omit<ServeOptions, 'port'>): Promise<Serving> {
  try {
    return await startServer({ ...options, port: port ?? USUAL_PORT });
  } catch (error) {
    if (port !== undefined || !(error instanceof PortInUseError)) throw error;
    return startServer({ ...options, port: 0 });
  }
}

async function pageOf(root: string, isDevelopment: boolean): Promise<ServeOptions['page']> {
  if (isDevelopment) {
    const { developmentPage } = await import('../serve/development-page.ts');
    return { live: (server) => developmentPage(root, server) };
  }
  const folder = join(root, 'dist', 'renderer');
  if (!existsSync(join(folder, 'index.html'))) throw new PageMissingError(folder);
  return { folder };
}

/** Prints each address, and opens the first in the browser. */
function announcer(opensBrowser: boolean, document: DocumentId | undefined): (url: string) => void {
  let isFirst = true;
  return (url) => {
    const address = document === undefined ? url : `${url}${addressOf(document)}`;
    process.stdout.write(
      isFirst
        ? `Troupe is at ${address}\n`
        : `A page asked to come in without a good address. This one opens it: ${address}\n`,
    );
    if (isFirst && opensBrowser) openBrowser(address);
    isFirst = false;
  };
}

function toldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      process.once('SIGINT', () => process.exit(EXIT.interrupted)); // a second Ctrl+C does not wait
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
  });
}
