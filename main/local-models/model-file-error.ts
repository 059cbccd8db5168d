import { AppError } from '../../shared/failure.ts';

/** A model file that cannot be had: a wrong address, a broken download, a file that is no model. */
export class ModelFileError extends AppError {
  readonly code = 'model-file';
}
