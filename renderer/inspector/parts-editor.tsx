import { Bookmark, ChevronRight, type LucideIcon, PanelTopOpen, Plus, X } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useStore } from 'zustand';
import type { ComponentSlot } from '../../shared/component/definition.ts';
import { offeredParts } from '../../shared/component/model-presets.ts';
import type { NodeId } from '../../shared/ids.ts';
import {
  componentTypeOf,
  contains,
  definitionOf,
  edgesInto,
  findNode,
  holdersOf,
} from '../../shared/team/document-graph.ts';
import type { TeamDocument, TeamNode } from '../../shared/team/document.ts';
import { moveNode } from '../../shared/team/edit-document.ts';
import type { TeamEdge } from '../../shared/team/edge.ts';
import { keepNode } from '../canvas/keep-node.ts';
import { placeBelow } from '../canvas/place-below.ts';
import { sceneOf } from '../canvas/stage-model.ts';
import { ServerOfPart } from '../mcp/server-tab.tsx';
import { kindTitle, nodeTitle } from '../nodes/node-title.ts';
import { isLetIn } from '../store/keep-part.ts';
import { keptOffers, type PartOffer, useKeptParts } from '../store/kept-parts.ts';
import { editorStore, useEditor } from '../store/editor.ts';
import { ConfigForm } from './config-form.tsx';
import { ConnectionTest } from './connection-test.tsx';
import { TryTool } from './try-tool.tsx';
import { formFields } from './form-field.ts';
import { OrderButtons } from './order-buttons.tsx';
import { putIn, putNewIn, type SlotPlace, takeOut } from './slot-edits.ts';

interface PartsEditorProps {
  readonly holder: NodeId;
  readonly kinds: ReadonlySet<string>;
}

/** What a node holds, slot by slot: its model, its tools, its memory. */
export function PartsEditor({ holder, kinds }: PartsEditorProps) {
  const node = useEditor(({ document }) => findNode(document, holder));
  const slots = (node && definitionOf(node)?.slots.filter(({ edge }) => kinds.has(edge))) ?? [];
  return slots.map((slot) => <SlotEditor key={slot.key} holder={holder} slot={slot} />);
}

const SLOT_TITLES: Readonly<Record<string, string>> = {
  model_client: 'Model',
  host: 'What the server may ask back',
  roots: 'Folders',
  sampler: 'A model for the server',
  elicitor: 'A person for the server',
  model_clients: 'Models in order',
  reflection_model_client: 'Model that puts results into words',
  client: 'Model behind',
  store: 'Where answers are kept',
  output_rules: 'What answers must be like',
  tools: 'Tools',
  workbench: 'Tool sets',
  memory: 'Memory',
  model_context: 'What it hears',
  code_executor: 'Where code runs',
  executor: 'Where code runs',
  structured_message_factory: 'Structured answer',
  team: 'Team inside',
  agent: 'Agent inside',
  wrapped_agent: 'Agent inside',
  nested_chats: 'Asks before it replies',
  conditions: 'Rules',
};

/** What a slot is for, where its title does not say it. */
const SLOT_HELP: Readonly<Record<string, string>> = {
  output_rules: 'An answer that breaks one is asked for once more before anyone reads it, then fails the run.',
  nested_chats: 'These agents are asked one after the other; the next one reads what came of it.',
  structured_message_factory: 'Makes it answer in the shape of some fields.',
  model_context: 'How much of the conversation its model reads.',
};

interface SlotEditorProps {
  readonly holder: NodeId;
  readonly slot: ComponentSlot;
}

function SlotEditor({ holder, slot }: SlotEditorProps) {
  const edges = useStore(
    editorStore,
    useShallow(({ document }) => edgesInto(document, { target: holder, slot: slot.key })),
  );
  const canAdd = slot.many || edges.length === 0;
  return (
    <section className="form-field" aria-label={SLOT_TITLES[slot.key] ?? slot.key}>
      <div className="row">
        <h3 className="cap grow">{SLOT_TITLES[slot.key] ?? slot.key}</h3>
        <AddMenu holder={holder} slot={slot} label={canAdd ? 'Add' : 'Change'} />
      </div>
      {SLOT_HELP[slot.key] !== undefined && <p className="form-help">{SLOT_HELP[slot.key]}</p>}
      {edges.length === 0 && <p className="form-help">{emptyWords(slot)}</p>}
      {edges.map((edge, index) => (
        <PartBlock key={edge.id} edge={edge}>
          {slot.many && edges.length > 1 && <OrderButtons edge={edge.id} index={index} count={edges.length} />}
        </PartBlock>
      ))}
    </section>
  );
}

function emptyWords({ key, edge, required }: ComponentSlot): string {
  if (key === 'reflection_model_client') return 'The model above. Used where results of tools are reflected on.';
  if (key === 'elicitor') return 'Nobody. A server that wants to know something of a person is told so.';
  if (key === 'sampler') return 'None. Servers cannot ask models here yet, only in AutoGen.';
  if (key === 'roots') return 'None. The server is told of no folder.';
  if (key === 'store') return 'In memory, until the program ends.';
  if (edge === 'model' && required) return 'No model yet. It cannot answer without one.';
  if (edge === 'context') return 'Everything that was said.';
  return required ? 'Nothing yet. It cannot run without it.' : 'None.';
}

/** What of a part can be tried at once: its model, its server, its code. */
function Trials({ node }: { readonly node: TeamNode }) {
  return (
    <>
      <ConnectionTest node={node} />
      <ServerOfPart node={node} />
      <TryTool node={node} />
    </>
  );
}

/** One part: its name, and its own form where it belongs to this holder alone. */
function PartBlock({ edge, children }: { readonly edge: TeamEdge; readonly children?: ReactNode }) {
  const { source, target, slot = '' } = edge;
  const node = useEditor(({ document }) => findNode(document, source));
  const isOwn = useEditor(({ document }) => sceneOf(document).foldedInto.get(source) === target);
  const uses = useEditor(({ document }) => holdersOf(document, source).length);
  const { edit, selectNodes } = editorStore.getState();
  if (node === undefined) return null;
  const definition = definitionOf(node);
  const canStandAlone = isOwn && CARD_TYPES.has(componentTypeOf(node) ?? '');
  return (
    <div className="part-block">
      <details open={isOwn && definition !== undefined}>
        <summary>
          <ChevronRight className="icon icon-s part-chevron" />
          <span className="grow cut">
            <b>{nodeTitle(node)}</b> <span className="dim">{isOwn ? ownWords(node) : usedWords(uses)}</span>
          </span>
        </summary>
        <div className="stack">
          {isOwn && definition !== undefined ? (
            <>
              <ConfigForm node={node} fields={formFields(definition)} />
              <Trials node={node} />
              {definition.slots.map((slot) => (
                <SlotEditor key={slot.key} holder={source} slot={slot} />
              ))}
            </>
          ) : (
            <button type="button" className="btn sm" onClick={() => selectNodes([source])}>
              Edit {nodeTitle(node)}
            </button>
          )}
        </div>
      </details>
      <div className="part-actions">
        {canStandAlone && (
          <Action
            label={`Put ${nodeTitle(node)} on the canvas, to share it`}
            Icon={PanelTopOpen}
            onClick={() => edit((document) => unfold(document, { part: source, holder: target }))}
          />
        )}
        {definition !== undefined && (
          <Action label={`Keep ${nodeTitle(node)} in your parts`} Icon={Bookmark} onClick={() => void keepNode(node)} />
        )}
        {children}
        <Action
          label={`Take out ${nodeTitle(node)}`}
          Icon={X}
          onClick={() => edit((document) => takeOut(document, { part: source, holder: target, slot }))}
        />
      </div>
    </div>
  );
}

interface ActionProps {
  readonly label: string;
  readonly Icon: LucideIcon;
  onClick: () => void;
}

function Action({ label, Icon, onClick }: ActionProps) {
  return (
    <button type="button" className="btn bare sq sm" aria-label={label} title={label} onClick={onClick}>
      <Icon className="icon icon-s" />
    </button>
  );
}

const usedWords = (uses: number): string => (uses > 1 ? 'shared' : 'on the canvas');

/** The kind, where the name does not say it already. */
const ownWords = (node: TeamNode): string => (nodeTitle(node) === kindTitle(node) ? '' : kindTitle(node));

const CARD_TYPES: ReadonlySet<string> = new Set([
  'model',
  'replay_chat_completion_client',
  'chat_completion_cache',
  'tool',
  'workbench',
  'memory',
]);

/** Gives a folded part a card of its own, below its holder's team. */
function unfold(document: TeamDocument, { part, holder }: { part: NodeId; holder: NodeId }): TeamDocument {
  return moveNode(document, { node: part, ...placeBelow(document, holder), collapsed: false });
}

async function addNewIn({ definition, kept }: PartOffer, place: SlotPlace): Promise<void> {
  if (!(await isLetIn(kept))) return;
  editorStore.getState().edit((before) => putNewIn(before, { ...place, definition, clip: kept?.clip ?? null }));
}

/** What can be put into a slot: parts that are on the canvas already, and new ones. */
function AddMenu({ holder, slot, label }: SlotEditorProps & { readonly label: string }) {
  const { document, edit } = editorStore.getState();
  const present = edgesInto(document, { target: holder, slot: slot.key });
  const others = document.nodes.filter(
    (node) =>
      slot.accepts.some((type) => type === componentTypeOf(node)) &&
      slot.edge !== 'context' &&
      present.every(({ source }) => source !== node.id) &&
      node.id !== holder &&
      !contains(document, { whole: node.id, part: holder }),
  );
  const kept = useKeptParts(({ parts }) => parts);
  const isFit = ({ definition }: PartOffer): boolean =>
    definition.runnable && slot.accepts.includes(definition.componentType);
  const fresh = offeredParts.filter(isFit);
  const yours = keptOffers(kept).filter(isFit);
  const place = { holder, slot: slot.key };
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="btn sm">
        <Plus className="icon icon-xs" /> {label}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          {others.map((node) => (
            <DropdownMenu.Item
              key={node.id}
              className="menu-item"
              onSelect={() => edit((before) => putIn(before, { ...place, part: node.id }))}
            >
              {nodeTitle(node)} <span className="kbd">on the canvas</span>
            </DropdownMenu.Item>
          ))}
          {others.length > 0 && <DropdownMenu.Separator className="menu-line" />}
          {yours.map((part) => (
            <DropdownMenu.Item key={part.key} className="menu-item" onSelect={() => void addNewIn(part, place)}>
              {part.definition.title} <span className="kbd">yours</span>
            </DropdownMenu.Item>
          ))}
          {yours.length > 0 && <DropdownMenu.Separator className="menu-line" />}
          {fresh.map((part) => (
            <DropdownMenu.Item key={part.key} className="menu-item" onSelect={() => void addNewIn(part, place)}>
              New: {part.definition.title}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
