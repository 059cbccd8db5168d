import { expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { SizesOfSchemas } from './sizes-of-schemas.ts';

it('counts about what is written', () => {
  const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
  const written = JSON.stringify(schema).length;
  const size = new SizesOfSchemas().of(schema);
  expect(size).toBeGreaterThanOrEqual(written);
  expect(size).toBeLessThan(written * 1.5);
});

it('counts what is shared in each place, and looks at it once', () => {
  let value: Json = 'a';
  for (let level = 0; level < 1000; level += 1) value = [value, value];
  expect(new SizesOfSchemas().of(value)).toBeGreaterThan(1e300);
});
