import { ComponentModel } from '../../../shared/component/envelope.ts';
import { findDefinition } from '../../../shared/component/registry.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../shared/json.ts';
import type { TrustPiece } from '../../../shared/team/trust-piece.ts';
import { digestJson } from '../../core/digest.ts';
import { visibleText } from '../../../shared/visible-text.ts';

/** Fields that hold a program: `source_code`, `selector_func`, `candidate_function`. */
const CODE_FIELD = /(^|_)(code|func|function|script|javascript|typescript|expression|init_command)$/;
/** Fields that name where to connect to. */
const HOST_FIELD = /(^|_)(url|uri|endpoint|host|hostname|address)$/;

/**
 * All of a plan that runs, reaches out, or reads what teams share, in the order in which it stands there. Whatever the component is, a field that looks
 * like a program, a command or an address is one: what is new here is not forgotten. Models are not among them: keys belong to
 * hosts already.
 */
export function trustPieces(plan: ComponentModel): TrustPiece[] {
  const pieces = new Map<string, TrustPiece>();
  for (const component of componentsOf(plan as unknown as Json)) {
    for (const piece of piecesOf(component)) pieces.set(piece.digest, piece);
  }
  return [...pieces.values()];
}

/** Every component in a value, outermost first. */
function* componentsOf(value: Json | undefined): Generator<ComponentModel> {
  if (Array.isArray(value)) for (const item of value) yield* componentsOf(item);
  if (!isJsonObject(value)) return;
  const component = asComponent(value);
  if (component !== undefined) yield component;
  for (const part of Object.values(value)) yield* componentsOf(part);
}

function asComponent(value: Json | undefined): ComponentModel | undefined {
  if (!isJsonObject(value) || typeof value['provider'] !== 'string' || !isJsonObject(value['config'])) return undefined;
  return ComponentModel.safeParse(value).data;
}

function piecesOf({ provider, component_type, config, label }: ComponentModel): TrustPiece[] {
  const definition = findDefinition(provider);
  const type = definition?.componentType ?? component_type;
  if (type === 'model') return [];
  const own = ownFields(config);
  const name = [config['name'], label].find((text) => typeof text === 'string' && text !== '');
  const kind = definition?.title ?? provider;
  const title = visibleText(typeof name === 'string' ? `${kind} ${name}` : kind);
  const make = (kind: TrustPiece['kind'], text: string): TrustPiece => ({
    digest: digestJson({ provider, own, kind, text }),
    kind,
    title,
    text: visibleText(text),
  });
  if (type === 'code_executor') return [make('executor', JSON.stringify(own, null, 2))];
  const address = httpAddress(own);
  if (address !== undefined) return [make('host', address)];
  const shared = type === 'memory' && own['shared'] === true ? [make('memory', sharedWords(own))] : [];
  return [...shared, ...[...found(own)].map(({ kind, text }) => make(kind, text))];
}

/** What all teams remember together may be private: a file must not read it unseen. */
function sharedWords({ space, can_write }: JsonObject): string {
  const name = typeof space === 'string' && space.trim() !== '' ? space.trim() : 'memory';
  return `${can_write === true ? 'Reads and adds to' : 'Reads'} the space "${name}", which all teams share.`;
}

interface Found {
  readonly kind: 'code' | 'command' | 'host';
  readonly text: string;
}

function* found(value: Json | undefined): Generator<Found> {
  if (Array.isArray(value)) for (const item of value) yield* found(item);
  if (!isJsonObject(value)) return;
  const { command, args, env, cwd, global_imports: imports } = value;
  if (typeof command === 'string') yield { kind: 'command', text: commandLine(command, { args, env, cwd }) };
  for (const [key, field] of Object.entries(value)) {
    if (typeof field !== 'string') yield* found(field);
    else if (field.trim() === '') continue;
    else if (CODE_FIELD.test(key)) {
      const before = Array.isArray(imports) && imports.length > 0 ? `# imports: ${JSON.stringify(imports)}\n` : '';
      yield { kind: 'code', text: before + field };
    } else if (HOST_FIELD.test(key)) yield { kind: 'host', text: field };
  }
}

/** `./server` is another program in another folder. */
function commandLine(
  command: string,
  { args, env, cwd }: { [Key in 'args' | 'env' | 'cwd']: Json | undefined },
): string {
  const words = [command, ...(Array.isArray(args) ? args : [])].map((word) =>
    typeof word === 'string' && /^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word),
  );
  const variables = isJsonObject(env)
    ? Object.entries(env).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    : [];
  const folder = typeof cwd === 'string' && cwd !== '' ? [`in ${JSON.stringify(cwd)}:`] : [];
  return [...folder, ...variables, ...words].join(' ');
}

/** Where an HTTP tool connects to, with its method and path. */
function httpAddress({ scheme, host, port, path, method }: JsonObject): string | undefined {
  if (typeof host !== 'string' || typeof method !== 'string') return undefined;
  const text = (value: Json | undefined): string =>
    typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return `${method} ${text(scheme) || 'http'}://${host}:${text(port)}${text(path)}`;
}

/** Nested components are pieces of their own: what changes there changes nothing here. */
function ownFields(config: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(config).map(([key, field]) => [key, withoutComponents(field)]));
}

function withoutComponents(value: Json | undefined): Json {
  if (asComponent(value) !== undefined) return null;
  if (Array.isArray(value)) return value.map(withoutComponents);
  return isJsonObject(value) ? ownFields(value) : (value ?? null);
}
