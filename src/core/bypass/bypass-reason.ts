// W9: which of the three reasons a text gives for leaving out the review.
import { isDenied, isUnbroken } from '../criteria/denied.ts';
import { SURELY_EVERYBODY, WHOLE } from '../criteria/everybody-words.ts';
import { isOfLooks } from '../criteria/looks.ts';
import { OUTAGE_WORDS } from '../criteria/outage-words.ts';
import { SOME_USERS } from '../criteria/regular-words.ts';
import { withoutAccents } from '../criteria/without-accents.ts';
import { isDeniedBefore } from './denied-before.ts';
import { isNoReviewer, withoutReviewers } from './reviewer-words.ts';

/** Why a review may be left out. */
export type BypassReason = 'no-reviewer' | 'production-down' | 'security-exploited';

/** In the words that the check offers them in. */
export const REASON_TEXTS: Readonly<Record<BypassReason, string>> = {
  'no-reviewer': 'No reviewer is available',
  'production-down': 'Production is completely down',
  'security-exploited': 'A security hole is being exploited',
};

/** Whoever has more to say than this has said by then why. */
const READ = 2_000;

/** That something is exploited, not that it could be: a hole that nobody uses yet can wait for a reviewer. */
const EXPLOITED =
  /\bexploit(?:ed|ing|s|ation)?\b|\bsecurity[ -]exploited\b|\b(?:security|data|privacy|account) breach|\bbreached\b(?! (?:the |our |an? )?(?:contract|sla|agreement|terms|deadline))|\bintru(?:ders?|sions?)\b|\battackers?\b|\b(?:under|active|ongoing) attack\b|\b(?:is|are|was|were|been|being) attacked\b|\battack (?:is )?(?:on (?:us|our|the)|ongoing|running|under ?way|in progress)\b|\bhacked\b(?! (?:together|up))|\bcompromised\b(?! on\b)|\bransom|\b(?:zero|0)[ -]?day\b|\bcredentials? (?:were |are |have been )?(?:leaked|stolen)\b/giu;

/** What has not happened: "to prevent an outage", "might go down", "risk of a data breach", "before the site goes down". */
const NOT_YET =
  /\b(?:(?:prevent|avoid|avert|protect)(?:s|ed|ing)?\b[^.\n]{0,40}|(?:risks?|danger|threat|fear|chance|possibility) of\b[^.\n]{0,30}|(?:if|whether|unless|otherwise|maybe|perhaps|before)\b[^.\n]{0,40}|(?:might|may|could|would|will|can) (?:\w{1,10} )?(?:be|go|cause|lead|bring|take|result|end|break|crash|fail|become)\b[^.,\n]{0,30})$/iu;

/** What was down and is no more, or never was: "is up again", "prod has recovered". Not "until it is back", "nothing is working". */
const UP =
  /(?<!\b(?:until|till|once|before|unless|when|not|never|nothing|none|only)\b[^.\n]{0,30})\b(?:(?:is|are|it['’]s) (?:\w{1,6} )?(?:up|back|online|fine|healthy|(?:running|working)(?! (?:on|at|out|late)\b))\b|(?:came|comes|now) back (?:up|online|to normal)\b|(?:works?|working|running|available|reachable) again\b|(?:has|have) (?:\w{1,6} )?recovered\b|(?:was|were|been|is|are) (?:\w{1,6} )?(?:resolved|restored|over)\b)/iu;

/** Not all of it, or not what customers use. */
const PARTLY =
  /\bpart(?:ial|ially|ly)\b|\b(?:almost|nearly|half|briefly) (?:down|offline|broken|dead)\b|^(?!.{0,500}\bprod(?:uction)?\b).{0,500}\b(?:staging|sandbox|test (?:system|environment|server)|all (?:the )?tests)\b/isu;

const SYSTEM =
  '(?:prod(?:uction)?|(?:web ?)?site|shop|checkout|services?|systems?|platform|apis?|app|database|everything)';

/** Words that sound like all of production and are not: a button can break "in production", an outage can be that of a search box. */
const SOUNDS_WHOLE = new RegExp(
  `\\b(?:in|on|en|em) (?:der )?prod\\w{0,7}\\b|(?<!\\b(?:complete|total|full|${SYSTEM}) )\\boutages?\\b(?! (?:of|in|on) (?:\\w{1,6} )?(?:whole|entire|${SYSTEM})\\b)|\\b(?:nobody|no ?one)\\b(?! (?:can|could|is able|gets|receives|sees)\\b(?! (?:find|tell|say|explain|reproduce)))`,
  'giu',
);

/** Beside what `WHOLE` knows: "the whole product", "production has crashed", "we are down", "everything is broken". */
const ALL_OF_IT = new RegExp(
  `\\bsite down\\b|\\bwe(?:['’]re| are) (?:\\w{1,12} )?(?:down|offline)\\b|\\beverything (?:is|has|keeps) (?:\\w{1,12} )?(?:broken|fail|crash)|\\b${SYSTEM} (?:is|are|does|do)(?: not|n['’]t) (?:reachable|available|respond)|\\b(?:whole|entire) (?:product|application|store|${SYSTEM})\\b|\\bprod(?:uction|uktion|uccion|ucao)?(?: (?:cluster|servers?|environment|site|systems?))? (?:is|are|has|have|does|keeps|went|ist|hat|esta)\\b`,
  'iu',
);

const DOWN_WORDS = new RegExp(OUTAGE_WORDS.source, 'giu');

interface Place {
  readonly words: string;
  readonly index: number;
  /** The sentence's words before it and behind it. */
  readonly before: string;
  readonly behind: string;
}

/** Where the words stand, each in its sentence. */
function placesOf(text: string, words: RegExp): readonly Place[] {
  return [...text.matchAll(words)].map(({ 0: found, index }) => ({
    words: found,
    index,
    before:
      text
        .slice(Math.max(0, index - 200), index)
        .split(/[.!?;]\s|\n/)
        .at(-1) ?? '',
    behind: text.slice(index + found.length, index + found.length + 200).split(/[.!?;]\s|\n/)[0] ?? '',
  }));
}

function isExploited(text: string): boolean {
  return placesOf(text, EXPLOITED).some(
    ({ words, index, before }) =>
      !isDenied(text, words, index) && !isDeniedBefore(before) && !NOT_YET.test(before),
  );
}

function isWhole(sentence: string): boolean {
  if (PARTLY.test(sentence)) return false;
  if (SURELY_EVERYBODY.test(sentence)) return true;
  return (WHOLE.test(sentence) || ALL_OF_IT.test(sentence)) && !SOME_USERS.test(sentence);
}

function isDown(text: string): boolean {
  const plain = withoutReviewers(text).replace(SOUNDS_WHOLE, (words) =>
    /outage/iu.test(words) ? '' : ' '.repeat(words.length),
  );
  return placesOf(plain, DOWN_WORDS).some(({ words, index, before, behind }) => {
    const sentence = before + words + behind;
    // That it is up again, people say in a sentence of its own.
    const onwards = before + plain.slice(index, index + 160);
    return (
      !isUnbroken(plain, words, index) &&
      !NOT_YET.test(before) &&
      !UP.test(onwards) &&
      !isOfLooks(sentence) &&
      isWhole(sentence)
    );
  });
}

const SAYS: Readonly<Record<BypassReason, (text: string) => boolean>> = {
  'security-exploited': isExploited,
  'production-down': isDown,
  'no-reviewer': isNoReviewer,
};

/** In the order in which they count where a text names several: the first two hold at once, the third has to wait. */
const REASONS: readonly BypassReason[] = ['security-exploited', 'production-down', 'no-reviewer'];

/** What the question for the reason is called. */
export const REASON_LABEL = /reason|justification|grund|motif|motivo|理由|原因/iu;

/** A line that opens with one of the offered texts, with or without the label that it was offered with; not "Production is completely down: no". */
const OFFERED = new RegExp(
  `^[ *_#>+-]{0,8}(?:[^:\\n]{0,40}(?:${REASON_LABEL.source})[^:\\n]{0,20}:[ *_]{0,4})?(${Object.values(REASON_TEXTS).join('|')})(?!\\p{L}|[ *_]{0,4}[?:–-][ *_]{0,4}(?:no|none|not|nope|n/a)(?!\\p{L}))`,
  'gimu',
);

/** The offered reasons that a text has on lines of their own: whoever keeps one of these has chosen it, whatever follows. */
export function offeredReasonsIn(text: string): readonly BypassReason[] {
  const chosen = [...text.matchAll(OFFERED)].map(([, offered = '']) => offered.toLowerCase());
  return REASONS.filter((reason) => chosen.includes(REASON_TEXTS[reason].toLowerCase()));
}

/** The reasons that a text gives, the one that holds soonest first. Only its beginning is read. */
export function bypassReasonsIn(text: string): readonly BypassReason[] {
  const beginning = withoutAccents(text.slice(0, READ))
    .replace(/\r\n?/g, '\n')
    .replace(/[*`]/g, '')
    .replace(/[^\S\n]+/g, ' ');
  const chosen = offeredReasonsIn(beginning);
  return REASONS.filter((reason) => chosen.includes(reason) || SAYS[reason](beginning));
}
