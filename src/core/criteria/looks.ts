// A sentence about looks or wording names what it repaints: "the colour of the 'Service unavailable' banner" tells no outage.
import { anyOf } from './any-of.ts';
import { SURELY_EVERYBODY } from './everybody-words.ts';

const REPAINTED = anyOf(
  /\b(?:typos?|misspell\w{0,4}|spelling|wording|copy ?(?:text|change|update)|tooltips?|colou?rs?|fonts?|icons?|padding|margins?|spacing|(?:mis|not |un)-?aligned|align(?:s|ment|ing)?|cosmetic|reword(?:s|ed|ing)?|rephras\w{1,3}|new copy|dark mode)\b/u,
  /\b(?:broken|breaks?|fix(?:e[sd])?) (?:\w{1,15} ){0,3}(?:layouts?|styling|styles?|css|links?|images?|texts?|translations?|formatting)\b|\b(?:layouts?|styling|styles?|links?|images?|formatting) (?:is |are |was )?(?:broken|breaks?)\b/u,
  /\b(?:update|change|improve|tweak|correct|adjust|translate)s?d? (?:the |an? |our )?(?:\w{1,15} ){0,2}(?:messages?|texts?|copy|labels?|banners?|titles?|headlines?|translations?)\b/u,
  /rechtschreib|tippfehler|schreibfehler|orthograph|coquille|faute de frappe|ortogr[aá]f|errata|error tipográfico|erro de digitação|опечатк|错别字|文案|笔误|誤字|脱字|文言|(?:表示|レイアウト)(?:が)?崩れ|오타|문구/u,
);

/** A typo may well have brought production down: then it is the cause, and not what is wrong. */
const CAUSES =
  /\b(?:because|due to|caus(?:e|es|ed|ing)|since|so that|which|after|leads? to|result(?:s|ed|ing)? in|makes?|brings?|brought|took|keeps?|kept|stops?|stopped|(?:change|typo|commit|update|release|fix) (?:in [^.\n]{1,40} )?(?:breaks?|broke|blocks?|prevents?|crash(?:es|ed)?|kills?|fails?))\b|[:,–—-] (?:an? |the |one )?typo\b/iu;

const WHOLE_THING =
  /\b(?:prod(?:uction)?|site|service|server|api|app) (?:is |are |was |went )?(?:down|offline|dead)\b/iu;

export function isOfLooks(sentence: string): boolean {
  if (!REPAINTED.test(sentence)) return false;
  return !CAUSES.test(sentence) && !SURELY_EVERYBODY.test(sentence) && !WHOLE_THING.test(sentence);
}
