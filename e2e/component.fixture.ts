/** A component as AutoGen writes it. */
export function component(provider: string, type: string, config: object, version = 1): object {
  return { provider, component_type: type, version, component_version: version, config };
}
