import type * as z from 'zod';
import { checkConfig } from '../../shared/component/check-config.ts';
import type { ComponentDefinition, ComponentType } from '../../shared/component/definition.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { ChatAgent } from '../../main/core/participant.ts';
import { AppError } from '../../shared/failure.ts';

/** A component of one type: plain data, and what a program brings itself in the places where it may. */
export type ComponentOf<T extends ComponentType> = ComponentModel & { readonly component_type: T };

/** An agent: described, or brought by the program. */
export type Agent = ComponentOf<'agent'> | ChatAgent;
type KnownKeys<T> = { [K in keyof T as string extends K ? never : K]: T[K] };
/** The settings of a component without what is nested in it, under AutoGen's names. */
export type Settings<D extends ComponentDefinition> = KnownKeys<z.input<D['config']>>;

/** The settings of a component are not as its schema says. */
export class InvalidComponentError extends AppError {
  readonly code = 'invalid-component';
}

/**
 * Makes a component of a definition. What is undefined counts as not given.
 * @throws InvalidComponentError here, where the mistake is, not when the team is built.
 */
export function component<D extends ComponentDefinition>(
  definition: D,
  config: object,
): ComponentOf<D['componentType']> {
  const given = Object.entries(config).filter(([, value]) => value !== undefined);
  const slots = new Set(definition.slots.map(({ key }) => key));
  const own = Object.fromEntries(given.filter(([key]) => !slots.has(key)));
  const { problems } = checkConfig(definition, own);
  if (problems.length > 0) {
    const messages = problems.map(({ message }) => message).join(' ');
    throw new InvalidComponentError(`${definition.title}: ${messages}`, { details: { problems } });
  }
  const { provider, componentType, version } = definition;
  const envelope = { provider, component_type: componentType, version, component_version: version };
  return { ...envelope, config: Object.fromEntries(given) };
}

/** A maker of components that hold no others. */
export function maker<D extends ComponentDefinition>(
  definition: D,
): (settings: Settings<D>) => ComponentOf<D['componentType']> {
  return (settings) => component(definition, settings);
}
