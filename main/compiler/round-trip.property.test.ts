import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ComponentDefinition, ComponentSlot } from '../../shared/component/definition.ts';
import { ComponentModel } from '../../shared/component/envelope.ts';
import { componentDefinitions } from '../../shared/component/registry.ts';
import type { DocumentId } from '../../shared/ids.ts';
import type { Json } from '../../shared/json.ts';
import { TeamDocument } from '../../shared/team/document.ts';
import { exportComponent } from './export-component.ts';
import { importComponents } from './import-component.ts';

const UNKNOWN = ['my_package.Thing', 'autogen_agentchat.agents.Unheard', 'x', 'other.teams.RoundRobinGroupChat'];
/** What may be a key of somebody: it is moved away on import, and leaves as stars. */
const SECRET = /key|token|password|secret|header|env|auth|credential|url|connection/i;
const NAMES = ['ann', 'bob', 'Ünal', 'no name', ''];

/** Any JSON that has been text once. A key `__proto__` is refused where files are read. */
const json: fc.Arbitrary<Json> = fc
  .jsonValue({ maxDepth: 2 })
  .map((value) => JSON.stringify(value))
  .filter((text) => !text.includes('__proto__'))
  .map((text) => JSON.parse(text) as Json);

const edge = fc.record(
  { target: fc.constantFrom(...NAMES), condition: fc.constantFrom(null, 'yes') },
  { requiredKeys: ['target'] },
);
/** Values of keys that become wires where they can, or stay as they are. */
const WIRED: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  name: fc.oneof(fc.constantFrom(...NAMES), json),
  handoffs: fc.oneof(
    fc.array(fc.oneof(fc.constantFrom(...NAMES), fc.record({ target: fc.constantFrom(...NAMES), note: json }), json), {
      maxLength: 3,
    }),
    json,
  ),
  graph: fc.oneof(
    fc.record({
      nodes: fc.dictionary(
        fc.constantFrom(...NAMES),
        fc.record({
          name: fc.constantFrom(...NAMES),
          edges: fc.array(fc.oneof(edge, json), { maxLength: 3 }),
          more: json,
        }),
      ),
      default_start_node: fc.constantFrom(null, 'ann'),
    }),
    json,
  ),
};

const envelope = fc.record(
  {
    component_type: fc.constantFrom(null, 'agent', 'team', 'model', 'odd'),
    version: fc.constantFrom(null, 1, 2, 9),
    component_version: fc.constantFrom(null, 1, 2, 9),
    description: fc.option(fc.string(), { nil: null }),
    label: fc.option(fc.string(), { nil: null }),
    kept_key: json,
  },
  { requiredKeys: [] },
);

/** A team whose members have names, so that handoffs and the graph between them become wires. */
const wiredTeam: fc.Arbitrary<unknown> = fc
  .record({
    provider: fc.constantFrom('Swarm', 'GraphFlow', 'RoundRobinGroupChat'),
    members: fc.array(
      fc.record({
        name: fc.constantFrom('ann', 'bob', 'Ünal'),
        handoffs: WIRED['handoffs'] ?? json,
        tools: fc.constantFrom([], [{ provider: 'troupe.tools.Calculator', config: {} }]),
      }),
      { maxLength: 3 },
    ),
    graph: WIRED['graph'] ?? json,
  })
  .map(({ provider, members, graph }) => ({
    provider: `autogen_agentchat.teams.${provider}`,
    config: {
      participants: members.map((config) => ({ provider: 'autogen_agentchat.agents.AssistantAgent', config })),
      graph,
    },
  }));

const unheard = fc
  .tuple(envelope, fc.constantFrom(...UNKNOWN), fc.dictionary(fc.string({ maxLength: 5 }), json, { maxKeys: 3 }))
  .map(([given, provider, config]) => ({ ...given, provider, config }));

const { component } = fc.letrec<{ component: unknown }>((tie) => ({
  component: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    unheard,
    { weight: 2, arbitrary: wiredTeam },
    {
      weight: 6,
      arbitrary: fc.constantFrom(...componentDefinitions).chain((definition) => known(definition, tie('component'))),
    },
  ),
}));

/** One of ours: own keys with any values, parts in their slots and out of place, and keys that nobody knows. */
function known(definition: ComponentDefinition, part: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const own = Object.keys(definition.config.shape).filter((key) => !SECRET.test(key));
  const fields = own.map((key) => [key, WIRED[key] ?? json]);
  const parts = definition.slots.map((slot) => [slot.key, contentOf(slot, part)]);
  const shape = { ...Object.fromEntries([...fields, ...parts]), note_of_mine: json } as Record<
    string,
    fc.Arbitrary<unknown>
  >;
  const config = fc.record(shape, { requiredKeys: definition.slots.map(({ key }) => key) });
  return fc
    .tuple(envelope, config)
    .map(([given, written]) => ({ ...given, provider: definition.provider, config: written }));
}

function contentOf({ many }: ComponentSlot, part: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  // Equal parts are one node with several edges.
  const shared = part.chain((one) => fc.constantFrom([one, one], [one, structuredClone(one)]));
  const list = fc.oneof(fc.array(fc.oneof({ weight: 4, arbitrary: part }, json), { maxLength: 3 }), shared);
  return many
    ? fc.oneof({ weight: 4, arbitrary: list }, part, json)
    : fc.oneof({ weight: 4, arbitrary: part }, list, json);
}

function roundTrip(original: ComponentModel): ComponentModel {
  const components = [{ component: original, path: [] }];
  const { document } = importComponents({ components, id: 'doc' as DocumentId, keepSecret: () => 'kept' });
  const stored = TeamDocument.parse(JSON.parse(JSON.stringify(document)));
  const exported = exportComponent(stored, { repair: false });
  if (!exported.ok) throw new Error(JSON.stringify(exported.issues));
  return exported.component;
}

it('gives back any component, however odd, as it came in', () => {
  fc.assert(
    fc.property(component, (given) => {
      const original = ComponentModel.parse(JSON.parse(JSON.stringify(given)));
      expect(roundTrip(original)).toEqual(original);
    }),
    { seed: 1, numRuns: 400 },
  );
});
