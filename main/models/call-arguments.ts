/**
 * The arguments of a call as the object that some providers want back. What a model wrote wrongly becomes an empty one:
 * its call was answered with an error, which says enough.
 */
export function callArguments(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}
