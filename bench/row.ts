/** One measured line of the table. */
export interface Row {
  readonly suite: string;
  readonly name: string;
  /** What the product does, in `unit`. */
  readonly value: number;
  /** What the base does, in the same unit; null where there is none. */
  readonly base: number | null;
  /** `value / base`; null where the aim is about the value itself. */
  readonly ratio: number | null;
  /** What the ratio should reach, or the value where there is no ratio. */
  readonly aim: number;
  readonly unit: string;
  /** Whether more is better or less. */
  readonly better: 'more' | 'less';
}

/** A group of rows that can be asked for by name. */
export interface Suite {
  readonly run: () => Promise<readonly Row[]>;
}

/** True when the row reaches its aim. */
export function reachesAim({ value, ratio, aim, better }: Row): boolean {
  return better === 'more' ? (ratio ?? value) >= aim : (ratio ?? value) <= aim;
}
