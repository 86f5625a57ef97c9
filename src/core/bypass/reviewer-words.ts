// The words by which people tell that there is nobody to review. "Nobody" alone tells an outage as well: "nobody can pay".
import { isDeniedBefore } from './denied-before.ts';

const NOBODY = '(?:nobody|no[ -]?one|none)';
const ANYBODY =
  '(?:any(?:body|one)|some(?:body|one)|(?:an?|any|the|our) (?:\\w{1,12} )?(?:reviewers?|approvers?|administrators?|admins?))';
const REVIEWER = '(?:reviewers?|approvers?|maintainers?|code ?owners?|administrators?|admins?)';
const AWAY =
  '(?:asleep|sleeping|away|absent|offline|unavailable|unreachable|off sick|out of (?:the )?office|on (?:holidays?|vacation|leave|pto|a (?:plane|flight)))';
const NOT = "(?:not|n[’']t)";

const SOURCES: readonly string[] = [
  // "Nobody else is awake", "no one from the core team could review it".
  `\\b${NOBODY}\\b(?! (?:needs?|wants?|objected|has to|have to|must|should)\\b)(?:[ -]\\w{1,12}){0,6} (?:review|reviews|reviewed|approve|approves|approved|awake|on[ -]call|on duty)\\b`,
  // These say it of systems too: only what is said of nobody itself.
  `\\b${NOBODY}(?: (?:else|is|was|are|were|be|been|has|could|can|right now|currently|here|(?:in|on|of|from) (?:the|our|my) (?:\\w{1,12} )?(?:team|reviewers|office)|of (?:us|them))){0,5} (?:there|here|reachable|reached|available|around|online|answers|answered|answering|responds|responded|responding|picks up|picked up)\\b`,
  `\\bno[ -](?:(?:other|available|senior|second|free|human) ){0,2}${REVIEWER}\\b(?! (?:\\w{1,6} )?(?:object|complain|need|required|wanted|asked))`,
  `\\bwithout (?:an? |any )?${REVIEWER}\\b`,
  `\\b${REVIEWER}\\b[^.,;\\n]{0,60}\\b(?:${AWAY}|no (?:answer|response|reply))\\b`,
  `\\b${REVIEWER}\\b[^.,;\\n]{0,40}(?:\\b${NOT}|n['’]t) (?:\\w{1,8} ){0,2}(?:respond|answer|repl|react|available|reachable|there|awake|online|around)`,
  // Two people or more: one on holiday leaves the other.
  `(?<!\\b(?:customers|users|clients|visitors) )\\b(?:are|were|both|all|everyone|everybody|team)(?: (?:are|is|both|all|else|currently|still|already|now|of (?:us|them))){0,3} ${AWAY}\\b`,
  `(?:\\b(?:can|could|did) ?${NOT}|n['’]t|\\b(?:unable to|failed to|tried to)) (?:reach|contact|wake|get (?:hold of|in touch with)) ${ANYBODY}\\b`,
  `(?:\\b(?:can|could|did) ?${NOT}|n['’]t|\\b(?:unable to|failed to)) find (?:(?:anybody|anyone|somebody|someone) (?:to|who|for)\\b|(?:an?|any) (?:\\w{1,12} )?${REVIEWER})`,
];

const NO_REVIEWER = new RegExp(SOURCES.join('|'), 'giu');

export function isNoReviewer(text: string): boolean {
  return [...text.matchAll(NO_REVIEWER)].some(({ index }) => !isDeniedBefore(text.slice(0, index)));
}

/** Letter for letter, so that "nobody can review it, all reviewers are offline" tells no outage. */
export function withoutReviewers(text: string): string {
  return text.replace(NO_REVIEWER, (words) => ' '.repeat(words.length));
}
