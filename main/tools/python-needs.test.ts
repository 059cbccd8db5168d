import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { expect, it } from 'vitest';
import { functionTool } from '../../shared/component/tools.ts';
import { needsOfPython } from './python-needs.ts';

const Gallery = z.object({
  components: z.object({ tools: z.array(z.object({ provider: z.string(), config: z.unknown() })) }),
});
const file = join(import.meta.dirname, '..', '..', 'test', 'fixtures', 'autogen', 'default_gallery.json');

it("tells AutoGen Studio's tools apart: which run, and what the others miss", () => {
  const { tools } = Gallery.parse(JSON.parse(readFileSync(file, 'utf8'))).components;
  const needs = tools
    .filter(({ provider }) => provider === functionTool.provider)
    .map(({ config }) => functionTool.config.parse(config))
    .map((config) => [config.name, needsOfPython(config)]);
  expect(Object.fromEntries(needs)).toEqual({
    calculator: { modules: [], outside: [], environment: false },
    generate_image: { modules: ['openai', 'PIL'], outside: [], environment: false },
    fetch_webpage: { modules: ['html2text', 'httpx', 'bs4'], outside: [], environment: false },
    bing_search: { modules: ['httpx', 'html2text', 'bs4'], outside: [], environment: true },
    google_search: { modules: ['httpx', 'html2text', 'bs4'], outside: [], environment: true },
  });
});

it.each([
  ['import os, json as j, numpy.linalg as la', { modules: ['numpy'] }],
  ['    from urllib.request import urlopen', { outside: ['urllib.request'] }],
  ['from urllib.parse import urljoin', {}],
  ['    import subprocess  # to run ls', { outside: ['subprocess'] }],
  ['x = os.environ["KEY"]', { environment: true }],
  ['from os import getenv', { environment: true }],
  ['text = "import numpy"', {}],
])('finds what %j needs', (source, expected) => {
  const found = needsOfPython({ source_code: `def f():\n${source}\n`, global_imports: [] });
  expect(found).toEqual({ modules: [], outside: [], environment: false, ...expected });
});
