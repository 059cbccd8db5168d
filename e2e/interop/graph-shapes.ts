type Names = readonly [string, string, string, string];

interface Edge {
  readonly target: string;
  readonly condition?: string;
  readonly activation_group?: string;
  readonly activation_condition?: 'all' | 'any';
}
type Edges = Readonly<Record<string, readonly Edge[]>>;

export interface Shape {
  readonly edges: Edges;
  readonly speaksAtOnce?: boolean;
  readonly goesInCircles?: boolean;
  /** It begins with all that nothing leads to. */
  readonly hasNoStart?: boolean;
}

/** A chain, a choice and two loops of these four: one speaks at a time. */
export function calmShapes([a, b, c, d]: Names): readonly Shape[] {
  return [
    { edges: { [a]: [{ target: b }], [b]: [{ target: c }], [c]: [{ target: d }], [d]: [] } },
    {
      edges: {
        [a]: [
          { target: b, condition: 'yes' },
          { target: c, condition: 'no' },
        ],
        [b]: [{ target: d, activation_group: 'either' }],
        [c]: [{ target: d, activation_group: 'or' }],
        [d]: [],
      },
    },
    {
      edges: {
        [a]: [{ target: b }],
        [b]: [
          { target: a, condition: 'no', activation_group: 'again' },
          { target: c, condition: 'yes' },
        ],
        [c]: [],
      },
      goesInCircles: true,
    },
    // A loop into a node that any edge lets in, with two ways out of it.
    {
      edges: {
        [a]: [{ target: b, activation_condition: 'any', activation_group: 'in' }],
        [b]: [
          { target: c, condition: 'no' },
          { target: d, condition: 'yes' },
        ],
        [c]: [{ target: b, activation_condition: 'any', activation_group: 'in' }],
        [d]: [],
      },
      goesInCircles: true,
    },
  ];
}

/** Fans, several roots, and conditions of which several may hold: some speak at once. */
export function busyShapes([a, b, c, d]: Names): readonly Shape[] {
  return [
    {
      edges: { [a]: [{ target: b }, { target: c }], [b]: [{ target: d }], [c]: [{ target: d }], [d]: [] },
      speaksAtOnce: true,
    },
    {
      edges: {
        [a]: [{ target: b }, { target: c }],
        [b]: [{ target: d, activation_condition: 'any' }],
        [c]: [{ target: d, activation_condition: 'any' }],
        [d]: [],
      },
      speaksAtOnce: true,
    },
    // Two roots, and a node that two groups let in at once.
    {
      edges: {
        [a]: [{ target: c, activation_group: 'one' }],
        [b]: [{ target: c, activation_group: 'two' }],
        [c]: [{ target: d }],
        [d]: [],
      },
      speaksAtOnce: true,
      hasNoStart: true,
    },
    // Conditions of which several may hold, or none, and a node that waits for all of its group.
    {
      edges: {
        [a]: [
          { target: b, condition: 'e' },
          { target: c, condition: 'n' },
          { target: d, condition: '' },
        ],
        [b]: [],
        [c]: [{ target: d }],
        [d]: [],
      },
      speaksAtOnce: true,
    },
  ];
}
