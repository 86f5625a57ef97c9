// Leaves of a description what tells the story: not code, addresses, boxes left open, nor what is said of the fix, its risk and its tests.

/** As long as before, so that a place in what is left is the same place in the text. */
function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

const ELSEWHERE: readonly RegExp[] = [
  /<!--[\s\S]{0,4000}?-->/g,
  /<\/?[a-z][^<>]{0,400}>/gi,
  /\bhttps?:\/\/[^\s)]{1,500}/gi,
  // A branch or a path says what somebody called it: "fix/slow-page", "docs/workaround.md".
  /(?<![\w/])[\w.-]{1,60}\/[\w./-]{1,100}\.\w{1,5}\b|\b(?:hotfix|bugfix|fix|feat|feature|release|chore)\/[\w./-]{1,100}/gi,
  // What tests do, and what is caught and tried again, is not what production does.
  /\bci (?:failed|was red) (?:once|at first|before|on the first)[^.\n]{0,80}|\bflaky (?:\w{1,12} ){0,2}(?:tests?|specs?|ci|builds?)\b[^.\n]{0,160}|\b(?:failing|failed|broken) (?:\w{1,12} ){0,2}(?:tests|specs)\b|\b(?:tests|specs|(?:unit|e2e|integration|regression|ui|one|the) test)\b[^.,;\n]{0,25}\b(?:fail(?:s|ed|ing)?|timed? out|broke)\b/gi,
  /\b(?:what to do|in case|in the event)\b[^.\n]{0,80}|\b(?:tests?|coverage|handling|retry|retries|backoff) (?:for|of|on|in case of) (?:\w{1,12} ){0,2}(?:errors?|time-?outs?|failures?|crash(?:es)?|exceptions?|outages?|5\d\ds?)(?: (?:and|or) \w{1,12})?/gi,
  // What a template asks, and what might yet happen.
  /\b(?:what(?:['’]s| is| was| went)? (?:broken|wrong|failing|down)|if (?:this|it|that|the (?:fix|repair|change|deploy\w{0,5}|roll-?back)|something|anything) (?:fails?|breaks?|goes wrong)|worst[ -]case[^.\n]{0,60})/gi,
];

const FENCE = /^\s{0,12}(?:>\s?)?(`{3}|~{3})/;
const OPEN_BOX = /^\s{0,12}(?:[-*+]\s{1,4}|\d{1,3}[.)]\s{1,4})?(?:\[\s?\]|⬜|☐)/;
/** A list of questions: "- Customers affected:". */
const EMPTY_LABEL = /^\s{0,12}[-*+]\s{1,3}(?:\*\*)?[\p{L}\d/()'’ -]{1,50}:(?:\*\*)?\s{0,9}$/u;
const STACK_FRAME =
  /^\s{0,12}(?:at \S{1,200}[ (].{0,200}:\d+|File "[^"]{1,200}", line \d|\S{1,100}\.(?:java|kt|go|py|rb|php|cs):\d+)/;
const HEADING = /^\s{0,3}(#{1,6})\s{1,4}(.{1,120})/;
const BOLD = /^\s{0,3}(?:[-*+]\s{1,3})?(?:\*\*|__)([^*_]{1,60})(?:\*\*|__):?\s{0,4}(.{0,1})/;
const PLAIN =
  /^\s{0,3}(?:[-*+]\s{1,3})?((?:risk|roll-?back|test|testing|verification|checklist)[\w ]{0,20}):/i;

/** Names of sections, all of the name: "Fix" is one, "Fix for the broken login" tells a story. */
const OF_THE_FIX =
  /^(?:(?:(?:proposed|implemented|applied|recommended|suggested|the) )?(?:fix(?:es)?|solution|resolution)(?: (?:details|implementation|description|applied|summary))?|implementation(?: details)?|changes? made|lösung|behebung|correctif|correction|solución|corrección|solução|correção|решение|исправление|(?:修复|解决)方案|(?:修正|対応)(?:内容|方法|方針)?|해결 ?(?:방법|방안)?|수정 ?(?:내용|사항))$/iu;
const OF_RISK_AND_TESTS =
  /^(?:risks?(?: (?:assessment|level|analysis|of (?:this|the) change))?|roll-?back(?: (?:plan|instructions|procedure|steps))?|(?:manual |offline |automated )?test(?:s|ing)?(?: (?:plan|steps|instructions|performed|coverage|done|evidence))?|how (?:has this been|was this|this was|to|should this be) test(?:ed)?|verification(?: steps)?|(?:qa|validation)(?: (?:steps|plan|notes))?|(?:pr |author |reviewer )?check-?list|(?:type|kind) of change|safety (?:assurance|story)|monitoring(?: plan)?|(?:post-?\w{1,8} )?follow[ -]?ups?(?: actions?| items?)?|action items|lessons(?: learned)?|prevention(?: measures)?|deployment (?:plan|notes|instructions|steps)|labels(?: (?:&|and) review)?|release notes?|(?:does this pr introduce a )?breaking changes?|risiko|checkliste|tests? und risiken|risques?|riesgos?|pruebas|riscos?|testes|риски|тест(?:ы|ирование)|测试(?:计划|结果)?|风险|回滚(?:方案|计划)?|テスト|リスク|테스트|위험|롤백)$/iu;

/** Names that a template gives a section whatever is said in it. */
const OF_A_TEMPLATE =
  /(?:^|\s)(?:assessment|considerations?|implications?|concerns?|impact|review|scan|performance|security|ui|ux|screenshots?)$/iu;

/** Below every heading. */
const BOLD_LEVEL = 7;

interface Section {
  readonly level: number;
  readonly isAside: boolean;
}

/** The name alone: "## 🔧 2. Fix:" is "Fix". */
function nameOf(heading: string): string {
  return heading.replace(/^[^\p{L}]{1,20}|[^\p{L})]{1,20}$/gu, '').replace(/\s{1,9}/g, ' ');
}

/** Within the lines, the end of the fence that begins at `from`; an unclosed one hides nothing but itself. */
function endOfFence(lines: readonly string[], from: number, mark: string): number {
  const end = lines.findIndex((line, at) => at > from && FENCE.exec(line)?.[1] === mark);
  return end === -1 ? from : end;
}

function withoutLines(text: string, isWithFix: boolean): string {
  const isAside = (name: string): boolean =>
    OF_RISK_AND_TESTS.test(nameOf(name)) || (!isWithFix && OF_THE_FIX.test(nameOf(name)));
  const lines = text.split('\n');
  const kept: string[] = [];
  let section: Section = { level: 0, isAside: false };
  let fenced = -1;
  for (const [at, line] of lines.entries()) {
    const mark = at > fenced ? FENCE.exec(line)?.[1] : undefined;
    if (mark !== undefined) fenced = endOfFence(lines, at, mark);
    if (at <= fenced || STACK_FRAME.test(line)) {
      kept.push(blank(line));
      continue;
    }
    const [, marks = '', heading] = HEADING.exec(line) ?? [];
    const [, label = '', answer = ''] = BOLD.exec(line) ?? [];
    if (heading !== undefined && (section.level >= marks.length || !section.isAside))
      section = { level: marks.length, isAside: isAside(heading) };
    // Bold and alone on its line, it is a heading in all but its marks.
    else if (label !== '' && answer === '' && (section.level === BOLD_LEVEL || !section.isAside))
      section = { level: BOLD_LEVEL, isAside: isAside(label) };
    const isOut =
      section.isAside ||
      isAside(label) ||
      OPEN_BOX.test(line) ||
      PLAIN.test(line) ||
      EMPTY_LABEL.test(line) ||
      (heading !== undefined && OF_A_TEMPLATE.test(nameOf(heading)));
    kept.push(isOut ? blank(line) : line);
  }
  return kept.join('\n');
}

/** The first line is what it is called, and is left but for its addresses. What is said of the fix is left where it is asked for. */
export function storyOnly(text: string, isWithFix: boolean): string {
  const plain = ELSEWHERE.reduce((left, pattern) => left.replace(pattern, blank), text);
  const end = plain.indexOf('\n');
  return end === -1 ? plain : plain.slice(0, end) + withoutLines(plain.slice(end), isWithFix);
}
