import { checkConfig } from '../../shared/component/check-config.ts';
import type { ComponentTree } from './component-tree.ts';

/** True where a team ends after a number of turns. Read as it is run: AutoGen takes "7" for 7. */
export function hasTurnCap({ definition, component }: ComponentTree): boolean {
  return definition !== undefined && typeof checkConfig(definition, component.config).config['max_turns'] === 'number';
}
