import { AppError } from '../../../shared/failure.ts';

/** A call that cannot be done as it was asked: the file, its kind, or the memory of this machine do not allow it. */
export class LlamaRefusal extends AppError {
  readonly code: 'not-found' | 'bad-request';
  constructor(code: LlamaRefusal['code'], message: string) {
    super(message);
    this.code = code;
  }
}
