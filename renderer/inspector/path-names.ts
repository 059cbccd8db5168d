/** True when a JSON path leads to this key or into it: `$.config.name`, `$.config.graph.nodes`. */
export function pathNames(path: string, key: string): boolean {
  return path.endsWith(`.${key}`) || path.includes(`.${key}.`) || path.includes(`.${key}[`);
}
