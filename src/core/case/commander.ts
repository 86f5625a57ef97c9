// W24: who leads the incident. Whoever a command named, else the description, else whoever opened the pull request.
import { pullOf } from '../model/facts/facts.ts';
import type { Case } from './rule.ts';

export interface Commander {
  /** A login, or the name that the description gives. Untrusted. */
  readonly name: string;
  readonly by: 'command' | 'description' | 'author';
}

/** Null where nobody leads it: the author is a bot or gone, and nobody was named. */
export function commanderOf({
  facts,
  document,
  decisions,
}: Pick<Case, 'facts' | 'document' | 'decisions'>): Commander | null {
  if (decisions.commander !== null) return { name: decisions.commander.login, by: 'command' };
  const answer = document?.roles.commander ?? null;
  if (answer?.state === 'filled') return { name: answer.value.text.replace(/^@/, ''), by: 'description' };
  const author = pullOf(facts)?.author ?? null;
  return author === null || author.kind !== 'user' ? null : { name: author.login, by: 'author' };
}
