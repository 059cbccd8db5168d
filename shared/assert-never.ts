/** Ends a `switch` over a union: does not compile while a case is missing, throws if data broke the types. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}.`);
}
