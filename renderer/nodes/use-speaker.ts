import type { AgentCard, TeamCard } from '../canvas/card.ts';
import { sceneOf } from '../canvas/stage-model.ts';
import { useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';

/** The member of a team that has the floor, or in whose nested team somebody has it; null when nobody has. */
export function useSpeaker(team: TeamCard): AgentCard | null {
  return useEditor((state) => speakerOf(state, team));
}

function speakerOf({ document, stage }: EditorState, team: TeamCard): AgentCard | null {
  if (stage === null || stage.mode === 'done') return null;
  const name = stage.speaker ?? stage.held?.agent;
  if (name === undefined || name === null) return null;
  return findIn(team, { name, cards: sceneOf(document).cards });
}

function findIn(
  team: TeamCard,
  { name, cards }: { readonly name: string; readonly cards: ReturnType<typeof sceneOf>['cards'] },
): AgentCard | null {
  for (const member of team.members) {
    const card = cards.get(member);
    if (card?.type === 'agent' && card.title === name) return card;
    const inner = card?.type === 'team' ? findIn(card, { name, cards }) : null;
    if (inner !== null) return inner;
  }
  return null;
}

/** The direct member of a team through which the speaker is reached. */
export function speakingMember(state: EditorState, team: TeamCard): string | null {
  const speaker = speakerOf(state, team);
  if (speaker === null) return null;
  const { cards } = sceneOf(state.document);
  let member: string | null = speaker.id;
  for (let card = cards.get(speaker.id); card !== undefined && card.team !== null && card.team !== team.id;) {
    card = cards.get(card.team);
    member = card?.id ?? null;
  }
  return member;
}
