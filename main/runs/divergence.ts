import { AppError } from '../../shared/failure.ts';

/**
 * A run that was entered again went another way than its log. `changed`: something else was asked at a recorded place.
 * `new`: something was asked that is not recorded (replay only). `missing`: something recorded was not asked.
 */
export class DivergenceError extends AppError {
  readonly code = 'divergence';
  readonly kind: 'changed' | 'new' | 'missing';
  readonly place: string;

  constructor(kind: 'changed' | 'new' | 'missing', place: string) {
    super(`${EXPLANATIONS[kind]} at ${place}.`, { details: { kind, place } });
    this.kind = kind;
    this.place = place;
  }
}

const EXPLANATIONS = {
  changed: 'The run asked for something else than its log holds',
  new: 'The run asked for something that its log does not hold',
  missing: 'The log holds something that the run did not ask for',
};
