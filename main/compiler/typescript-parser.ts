import { createRequire } from 'node:module';
import type { ParseModule } from '../../shared/tool-code/tool-code.ts';

let loaded: { readonly parse: ParseModule } | undefined;

/** Loaded with the first code there is to read, and at once: checks wait for nothing. */
export const parseTypeScript: ParseModule = (source, options) => {
  loaded ??= createRequire(import.meta.url)('@babel/parser') as { readonly parse: ParseModule };
  return loaded.parse(source, options);
};
