// E2: how long diagnosis, fix and testing took against their limits. Shown to learn from; it never blocks the merge.
import { z } from 'zod';
import { type Case, defineRule } from '../case/rule.ts';
import { durationText, momentText, parseDuration } from '../model/duration.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import { met, notApplicable, type Verdict } from '../model/finding.ts';
import { after, type Duration, duration, type Instant, instant, parseInstant } from '../model/ids.ts';
import { md } from '../model/markdown.ts';
import { durationSetting } from '../policy/settings.ts';
import { approvalsOf } from '../reviewers/approvals.ts';

const box = z.union([z.literal('off'), durationSetting]);

const settings = z.strictObject({
  diagnosis: box.default('15m').describe('From the incident to the first commit.'),
  fix: box.default('30m').describe('From the first commit until the pull request is ready.'),
  testing: box.default('30m').describe('From then until the first approval.'),
});

interface Box {
  readonly name: string;
  readonly limit: Duration | null;
  readonly from: Instant | null;
  /** Null while it runs, and where nobody knows. */
  readonly to: Instant | null;
  /** What is unknown where it cannot be measured, as part of a sentence. */
  readonly lacks: string;
}

/** A moment that people wrote, read as UTC where they say nothing else. */
function momentIn(text: string): Instant | null {
  const found =
    /(\d{4}-\d{2}-\d{2})[T ,]{1,3}(\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?\s{0,2}([A-Za-z]{1,5}\b|[+-]\d{2}:?\d{2})?/.exec(
      text.slice(0, 500),
    );
  if (found === null) return null;
  const [, date = '', time = '', zone = 'Z'] = found;
  // "CET" or "PM" would be an hour or twelve off if it were read as UTC.
  if (/^[a-z]/i.test(zone) && !/^(?:z|utc|gmt|h|hrs?|uhr|on|at|by)$/i.test(zone)) return null;
  const offset = /^[+-]/.test(zone) ? zone : 'Z';
  return parseInstant(`${date}T${time.padStart(time.split(':').length === 3 ? 8 : 5, '0')}${offset}`);
}

function detectedAt({ document }: Case): Instant | null {
  const answer = document?.roles.detected;
  return answer?.state === 'filled' ? momentIn(answer.value.text) : null;
}

function firstCommitAt({ commits }: PullFacts): Instant | null {
  const own = commits.known ? commits.value.filter(({ parents }) => parents < 2) : [];
  const moments = own.flatMap(({ authoredAt }) => authoredAt ?? []);
  return moments.length === 0 ? null : instant(Math.min(...moments));
}

function firstApprovalAt(pull: PullFacts): Instant | null {
  const approvals = pull.reviews.known ? approvalsOf(pull, pull.reviews.value).standing : [];
  const [first] = approvals.map(({ submittedAt }) => submittedAt).toSorted((one, other) => one - other);
  return first ?? null;
}

function boxes(pull: PullFacts, hotfix: Case, given: z.infer<typeof settings>): readonly Box[] {
  const limit = (text: string) => (text === 'off' ? null : parseDuration(text));
  const written = firstCommitAt(pull);
  const ready = pull.isDraft ? null : pull.readyAt;
  return [
    {
      name: 'Diagnosis',
      limit: limit(given.diagnosis),
      from: detectedAt(hotfix),
      to: written,
      lacks: 'when the incident began',
    },
    { name: 'The fix', limit: limit(given.fix), from: written, to: ready, lacks: 'when it began' },
    {
      name: 'Testing',
      limit: limit(given.testing),
      from: ready,
      to: firstApprovalAt(pull),
      lacks: 'when it became ready',
    },
  ];
}

/** Only moments and limits: a length that grows would rewrite the check at every look. */
function judge({ name, limit, from, to, lacks }: Box, now: Instant, isOver: boolean): readonly Verdict[] {
  if (limit === null) return [];
  const title = { markdown: name };
  const most = { markdown: durationText(limit) };
  if (from === null)
    return [notApplicable(md`${title} is not measured: it is unknown ${{ markdown: lacks }}`)];
  // A commit that was written elsewhere before, or a clock that is wrong.
  if (to !== null && to < from)
    return [notApplicable(md`${title} is not measured: its recorded end is before its start`)];
  if (to === null && isOver)
    return [notApplicable(md`${title} is not measured: it is unknown when it ended`)];
  const end = after(from, limit);
  if (to !== null) {
    const took = { markdown: durationText(duration(Math.round((to - from) / 60_000) * 60_000)) };
    const over = to > end ? md`, over its limit of ${most}` : md` of ${most}`;
    return [met(md`${title} took ${took}${over}`)];
  }
  const moment = { markdown: momentText(end, now) };
  return now < end
    ? [met(md`${title} has time until ${moment}`, { until: end })]
    : [met(md`${title} went over its limit of ${most} at ${moment}`)];
}

export const rule = defineRule({
  id: 'time-boxes',
  title: 'Diagnosis, fix and testing keep to their time',
  task: 'Keep to the time limits',
  why: 'A phase that takes much longer than planned is a sign to ask for help; this rule never blocks the merge.',
  stage: 'information',
  default: {
    // Only the test phase has a limit in the source.
    workflow: { diagnosis: 'off', fix: 'off', testing: '30m' },
    log: 'off',
    'emergency-fix': 'on',
    speckit: 'off',
  },
  settings,
  check(hotfix, given) {
    const { change, now } = hotfix.facts;
    if (change.kind === 'branch' || change.state === 'unopened')
      return [notApplicable(md`Time is measured on the pull request`)];
    const isOver = change.state !== 'open';
    const verdicts = boxes(change, hotfix, given).flatMap((one) => judge(one, now, isOver));
    return verdicts.length === 0 ? [notApplicable(md`Every time limit is off`)] : verdicts;
  },
});
