import type * as z from 'zod';
import type { PythonImport } from '../../shared/component/tools.ts';

type Import = z.infer<typeof PythonImport>;

/** An import of AutoGen's JSON as a Python statement. (AutoGen: import_to_str) */
export function importStatement(one: Import): string {
  if (typeof one === 'string') return `import ${one}`;
  if (!('module' in one)) return `import ${one.name} as ${one.alias}`;
  const names = one.imports.map((each) => (typeof each === 'string' ? each : `${each.name} as ${each.alias}`));
  return `from ${one.module} import ${names.join(', ')}`;
}
