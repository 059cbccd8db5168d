/** Where an effect or an emission is asked for. */
export interface Spot {
  readonly place: string;
  readonly path: string;
}
