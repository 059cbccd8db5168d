import { AppError } from '../../shared/failure.ts';
import { type DockerLibrary, loadDocker } from '../../main/sandbox/docker-library.ts';
import type { Packs } from '../../main/packs/packs.ts';

/** Code is to run in a container, and what speaks to the engine of containers is not installed. */
class DockerMissingError extends AppError {
  readonly code = 'docker-missing';
  constructor() {
    super(
      'The pack "docker" is not installed: install it in the settings under "Code", or with: troupe packs install docker',
    );
  }
}

/** What speaks to the container engine of this machine. @throws DockerMissingError */
export async function dockerLibrary(packs: Packs): Promise<DockerLibrary> {
  const pack = packs.find('docker');
  const file = pack && packs.part(pack, 'library');
  if (file === undefined) throw new DockerMissingError();
  return loadDocker(file);
}
