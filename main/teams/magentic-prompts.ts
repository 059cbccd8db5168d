/** What the prompts of an orchestrator are filled with. */
export interface PromptFacts {
  readonly task: string;
  /** One line a member: name and description. */
  readonly team: string;
  readonly names: readonly string[];
  readonly facts: string;
  readonly plan: string;
}

type Prompt = (given: PromptFacts) => string;

/** First question: what is known before anything is done. */
export const factsPrompt: Prompt = ({ task }) => `Before any work on the following request begins, take stock of it.

Request:
${task}

Answer with four short lists under these headings, and with nothing else:
1. GIVEN: facts that the request itself states.
2. TO LOOK UP: facts that must be found, and where one would look for them.
3. TO WORK OUT: facts that follow from others by thought or calculation.
4. GUESSES: what you recall or suppose without being sure.

Do not plan yet. If a list is empty, say so.`;

/** Second question of the same conversation: what to do. */
export const planPrompt: Prompt = ({ team }) => `These members work for you:

${team}

Going by what you have just written down, make a short plan of numbered or bulleted steps that fulfils the request. Not every member has to take part.`;

/** What all members are told when they begin, or begin anew. As many words as AutoGen's: scripted models count them. */
export const ledgerText: Prompt = ({ task, team, facts, plan }) => `This is the request that we work on:

${task}

These are the members of the team that work on it:

${team}

What is known about it so far:

${facts}

The plan, to be followed as far as it leads us:

${plan}`;

/** Asked before each step. */
export const progressPrompt: Prompt = ({ task, team, names }) => `Remember the request:

${task}

And the team:

${team}

Judge where the work stands:
- is_request_satisfied: has everything that was asked for been done and answered? (true or false)
- is_in_loop: are the same things asked or said over and over? (true or false)
- is_progress_being_made: did the latest steps bring the work forward? (true or false)
- next_speaker: who should act next? (one of: ${names.join(', ')})
- instruction_or_question: what do you tell or ask that member? Address it directly, and give it all that it needs to know.

Give a reason with each answer. Reply with one JSON object of this form and nothing around it:

{
  "is_request_satisfied": { "reason": "...", "answer": true },
  "is_in_loop": { "reason": "...", "answer": false },
  "is_progress_being_made": { "reason": "...", "answer": true },
  "next_speaker": { "reason": "...", "answer": "${names[0] ?? ''}" },
  "instruction_or_question": { "reason": "...", "answer": "..." }
}`;

/** After too many stalls: what has been learned. */
export const factsUpdatePrompt: Prompt = ({
  task,
  facts,
}) => `The work does not come forward. Go over your notes on the request and bring them up to date.

Request:
${task}

Your notes so far:
${facts}

Keep the four headings. Add what was learned, move what has been confirmed, and correct what was wrong. Add or change at least one guess, and say why you think so.`;

/** And what to do differently. */
export const planUpdatePrompt: Prompt = ({
  team,
}) => `Say in a few words what went wrong, above all what the real cause was. Then make a new short plan of bulleted steps that avoids it. These members work for you:

${team}`;
