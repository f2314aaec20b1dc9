/** The actor of expiries, allowances and other automatic transactions. No person or key can have this name. */
const SYSTEM_ACTOR = 'system';

/** The name of an actor as people read it. */
export function actorName(actor: string): string {
  return actor === SYSTEM_ACTOR ? 'Darkroom' : actor;
}
