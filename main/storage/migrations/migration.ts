/**
 * One released step of the schema. Never edited after its release: a mistake is mended by the next one. Each has a file
 * and a test of its own.
 */
export interface Migration {
  /** 1, 2, 3 … without gaps; `user_version` of a database that has it. */
  readonly version: number;
  readonly up: string;
}
