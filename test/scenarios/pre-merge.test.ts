// Whole stories of what a policy asks before the merge: signed deliveries into the real app, and what GitHub then shows.
import { afterEach, describe, expect, it } from 'vitest';
import { AUTHOR, BRANCH, COMMIT, REPOSITORY, REVIEWER } from '../demo/shop.ts';
import { recordedLog } from '../reconcile/recorded-log.ts';
import { ManualClock } from '../simulator/clock.ts';
import { bypassBlock, completeDescription } from '../support/descriptions.ts';
import { OWNER, REPO, type Scenario, type ScenarioOptions, startScenario } from '../support/scenario.ts';
import { manifestOf } from '../support/warden.ts';

const at = { owner: OWNER, repo: REPO };
const FIX = { 'src/charge.js': 'export const charge = (order) => pay(order);\n' };
const TEST = { 'test/charge.test.js': 'charge(order);\n' };
const SPECKIT = 'extends: speckit\nrules:\n  pull-request-body: off\n  commit-messages: off\n';
const DONE = { files: { ...FIX, ...TEST } };

let story: Scenario;

async function open(options: ScenarioOptions = {}): Promise<Scenario> {
  story = await startScenario(options);
  return story;
}

/** A hotfix that lacks nothing but its review. */
async function openComplete(change: Parameters<typeof completeDescription>[0] = {}): Promise<number> {
  await story.push(BRANCH, DONE);
  return story.openPull({ body: completeDescription(change) });
}

async function verdict(number: number): Promise<string> {
  const { conclusion, title } = await story.check(number);
  return `${conclusion}: ${title}`;
}

async function reactions(comment: number): Promise<readonly string[]> {
  const { data } = await story.github.octokit.rest.reactions.listForIssueComment({
    ...at,
    comment_id: comment,
  });
  return data.map(({ content, user }) => `${content} ${user?.login}`);
}

afterEach(() => story.stop());

describe('W8: the review', () => {
  it('is asked for until somebody approves the head', async () => {
    await open();
    const number = await openComplete();
    expect(await verdict(number)).toMatch(
      /^failure: 1 thing to do before the merge: .*review.* · P0 Critical$/i,
    );
    await story.approve(number);
    expect(await verdict(number)).toBe('success: Ready to merge · P0 Critical');
    await story.push(BRANCH, { files: { 'src/charge.js': '// one more\n' } });
    await story.warden.settled();
    expect(await verdict(number)).toMatch(/^failure/);
    expect((await story.check(number)).summary).toContain('`grace`');
    await story.approve(number);
    expect(await verdict(number)).toMatch(/^success/);
  });

  it('is gone again when it is dismissed, or when its author loses access', async () => {
    await open();
    const number = await openComplete();
    await story.approve(number, 'linus');
    const { data } = await story.github.octokit.rest.pulls.listReviews({ ...at, pull_number: number });
    await story.as(REVIEWER).octokit.rest.pulls.dismissReview({
      ...at,
      pull_number: number,
      review_id: data[0]?.id ?? 0,
      message: 'Looked at the wrong branch',
    });
    await story.warden.settled();
    expect(await verdict(number)).toMatch(/^failure/);
    await story.approve(number, 'linus');
    expect(await verdict(number)).toMatch(/^success/);
    await story.as(REVIEWER).octokit.rest.repos.removeCollaborator({ ...at, username: 'linus' });
    await story.edit(number, `${completeDescription()}\n`);
    expect(await verdict(number)).toMatch(/^failure/);
    expect((await story.check(number)).summary).toContain('`linus`');
  });

  it('by a team counts only from its members; a team that is not there is said', async () => {
    const policy = 'rules:\n  review:\n    by: "@acme/seniors"\n';
    await open({
      policy,
      prepare: async (simulator) => {
        simulator.create.team('acme', 'seniors', {
          members: [REVIEWER],
          repositories: { 'acme/shop': 'write' },
        });
      },
    });
    const number = await openComplete();
    await story.approve(number, 'linus');
    expect(await verdict(number)).toMatch(/^failure/);
    expect((await story.check(number)).summary).toContain('`linus`');
    await story.approve(number);
    expect(await verdict(number)).toMatch(/^success/);
  });

  it('names the permission that is missing, and what happens without it', async () => {
    const { default_permissions: all } = manifestOf();
    const { members: _, ...permissions } = all;
    await open({
      policy: 'rules:\n  review:\n    by: "@acme/seniors"\n',
      permissions,
      prepare: async (simulator) => {
        simulator.create.team('acme', 'seniors', { members: [REVIEWER] });
      },
    });
    const number = await openComplete();
    const { summary, conclusion } = await story.check(number);
    expect(conclusion).toBe('failure');
    expect(summary).toContain('Members');
  });

  it('W9: may be left out because there is no reviewer only once two hours are over', async () => {
    await open();
    await story.push(BRANCH, DONE);
    const block = bypassBlock('No reviewer is available: everybody is asleep.', 'grace');
    const number = await story.openPull({ body: `${completeDescription()}${block}` });
    expect(await verdict(number)).toMatch(/^failure/);
    expect((await story.check(number)).summary).toContain(
      'The reason “no reviewer is available” counts only from',
    );
    const opened = story.shop.issues.get(number);
    if (opened === undefined) throw new Error('no pull request');
    opened.createdAt = '2026-01-10T02:00:00Z';
    await story.edit(number, `${completeDescription()}${block}\n`);
    expect(await verdict(number)).toMatch(/^success: Ready to merge · P0 Critical · 2 deferred$/);
    expect((await story.check(number)).summary).toContain('### Deferred until after the merge');
  });

  it('W12: cannot be authorised by somebody who is not an administrator', async () => {
    await open();
    await story.push(BRANCH, DONE);
    const block = bypassBlock('Production is completely down.', 'linus');
    const number = await story.openPull({ body: `${completeDescription()}${block}` });
    expect(await verdict(number)).toMatch(/^failure/);
    expect((await story.check(number)).summary).toContain('`linus`');
  });
});

describe('S1: the severity decides', () => {
  it('at P0 of speckit tests and review may wait, and the pull request says until when', async () => {
    await open({ policy: SPECKIT });
    await story.push(BRANCH, { files: FIX });
    const body =
      '**Severity:** P0\n**Incident:** #1\n**Rollback Plan:** Redeploy v1.4.2, five minutes.\n\nProduction is down for everybody.\n';
    const number = await story.openPull({ body });
    expect(await verdict(number)).toBe('success: Ready to merge · P0 Critical · 2 deferred');
    const { comments } = await story.pull(number);
    expect(comments[0]?.body).toContain('Deferred until after the merge');
    expect(await story.labels(number)).toEqual(['hotfix', 'severity: P0']);
    await story.edit(number, body.replace('P0', 'P1'));
    expect(await verdict(number)).toMatch(/^failure: .* · P1 High · 1 deferred$/);
    expect(await story.labels(number)).toEqual(['hotfix', 'severity: P1']);
  });
});

it('a label that somebody takes off stays off', async () => {
  await open();
  const number = await openComplete();
  expect(await story.labels(number)).toEqual(['hotfix', 'severity: P0']);
  await story.github.octokit.rest.issues.removeLabel({ ...at, issue_number: number, name: 'severity: P0' });
  await story.edit(number, `${completeDescription()}\n`);
  expect(await story.labels(number)).toEqual(['hotfix']);
});

it.each(['hotfix', 'Hotfix'])(
  'a repository that has a label %s already gets its answers all the same',
  async (name) => {
    await open();
    await story.as(REVIEWER).octokit.rest.issues.createLabel({ ...at, name, color: 'ff0000' });
    const first = await openComplete();
    const branch = 'hotfix/v1.4.3-other';
    await story.push(branch, { files: { 'src/other.js': '1\n', 'test/other.test.js': '1\n' } });
    const second = await story.openPull({ branch, body: completeDescription() });
    for (const number of [first, second]) {
      expect(await story.labels(number)).toEqual([name, 'severity: P0']);
      expect(await reactions(await story.comment(number, '/hotfix status'))).toEqual([
        '+1 hotfix-warden[bot]',
      ]);
    }
  },
);

describe('slash commands', () => {
  it('B3: a test may be deferred by a comment, and is due after the merge then', async () => {
    await open();
    await story.push(BRANCH, { files: FIX });
    const number = await story.openPull({ body: completeDescription() });
    await story.approve(number);
    expect(await verdict(number)).toMatch(/^failure: 1 thing to do before the merge: .*test/i);
    const said = await story.comment(number, '/hotfix defer tests-included no time tonight', 'linus');
    expect(await verdict(number)).toBe('success: Ready to merge · P0 Critical · 1 deferred');
    expect(await reactions(said)).toEqual(['+1 hotfix-warden[bot]']);
    await story.warden.restart();
    await story.github.octokit.rest.issues.deleteComment({ ...at, comment_id: said });
    await story.warden.settled();
    expect(await verdict(number)).toMatch(/^failure/);
  });

  it('are refused to those who may not, with a reason and once', async () => {
    await open({
      prepare: async (simulator) => {
        simulator.create.user('eve');
      },
    });
    await story.push(BRANCH, { files: FIX });
    const number = await story.openPull({ body: completeDescription() });
    const said = await story.comment(number, '/hotfix defer tests-included no time tonight', 'eve');
    expect(await reactions(said)).toEqual(['-1 hotfix-warden[bot]']);
    await story.warden.restart();
    await story.edit(number, `${completeDescription()}\n`);
    const replies = (await story.pull(number)).comments.filter(({ body }) => body.includes('write access'));
    expect(replies).toHaveLength(1);
  });

  it('S1: set the severity, and leave the description as it is', async () => {
    await open();
    const number = await openComplete();
    const said = await story.comment(number, '/hotfix severity P1');
    expect((await story.pull(number)).body).toBe(completeDescription());
    expect(await verdict(number)).toMatch(/ · P1 High$/);
    expect(await story.labels(number)).toEqual(['hotfix', 'severity: P1']);
    expect(await reactions(said)).toEqual(['+1 hotfix-warden[bot]']);
    expect((await story.pull(number)).comments.at(-1)?.body).toContain(
      'The description still says P0 Critical. Change it there too',
    );
    expect((await story.check(number)).text).toContain('The description says P0 Critical. Older than');
  });

  it('S1: set the severity until somebody edits the description after it, or takes the comment away', async () => {
    const clock = new ManualClock(new Date());
    await open({ clock });
    const number = await openComplete();
    const first = await story.comment(number, '/hotfix severity P1');
    await story.github.octokit.rest.issues.deleteComment({ ...at, comment_id: first });
    await story.warden.settled();
    expect(await verdict(number)).toMatch(/ · P0 Critical$/);
    await story.comment(number, '/hotfix severity P1', REVIEWER);
    expect(await verdict(number)).toMatch(/ · P1 High$/);
    clock.advance(60);
    await story.edit(number, completeDescription({ severity: 'MEDIUM' }));
    expect(await verdict(number)).toMatch(/ · P2 Medium$/);
    expect((await story.check(number)).text).toContain('The command of `grace` says P1 High. Older than');
  });

  it('W24: name the commander', async () => {
    await open();
    const number = await openComplete();
    expect((await story.pull(number)).comments[0]?.body).toContain('| Incident commander | `ada` |');
    await story.comment(number, '/hotfix commander @linus', REVIEWER);
    expect((await story.pull(number)).comments[0]?.body).toContain('| Incident commander | `linus` |');
  });

  it('help and status answer', async () => {
    await open();
    const number = await openComplete();
    await story.comment(number, '/hotfix help\n/hotfix status', 'linus');
    const answer = (await story.pull(number)).comments.at(-1);
    expect(answer?.author).toBe('hotfix-warden[bot]');
    expect(answer?.body).toContain('recheck');
    expect(answer?.body).toContain('1 thing to do before the merge');
  });
});

describe('B5: repair in one click', () => {
  it('the button fills in the template, once, and keeps what is there', async () => {
    await open();
    await story.push(BRANCH, DONE);
    const number = await story.openPull({ body: 'Nobody can pay.\n' });
    await story.press(number, 'fill-template');
    const { body } = await story.pull(number);
    expect(body).toContain('Nobody can pay.');
    expect(body).toContain('**Rollback Plan:**');
    expect((await story.check(number)).summary).toContain('still holds a placeholder');
    await story.warden.restart();
    await story.edit(number, body.replace('Nobody can pay.', 'No one can pay.'));
    expect((await story.pull(number)).body.match(/Rollback Plan/g)).toHaveLength(1);
  });

  it('the form for going without a review comes by a button, and is complete by hand', async () => {
    await open();
    const number = await openComplete();
    await story.press(number, 'add-bypass-block', 'linus');
    const { body } = await story.pull(number);
    expect(body).toContain('## 🚨 EMERGENCY BYPASS JUSTIFICATION');
    expect((await story.check(number)).summary).toContain('The block holds several bypass reasons');
    const answered = body
      .replace(/\*\*Bypass Reason:\*\* (?:No reviewer|A security).*\n/g, '')
      .replace('completely down: …', 'completely down: nobody can pay')
      .replace('[link to the incident]', '#1')
      .replace('[which risks are accepted]', 'Nobody else has read the change.')
      .replace(/\[which skipped steps[^\]]*\]/, 'Linus reviews it tomorrow at nine.')
      .replace('[@login of the administrator]', '@grace')
      .replace('[when protection was bypassed]', '2026-01-10 05:00 UTC');
    await story.edit(number, answered);
    expect(await verdict(number)).toBe('success: Ready to merge · P0 Critical · 2 deferred');
  });

  it('a press that nobody may make changes nothing and says so', async () => {
    await open({
      prepare: async (simulator) => {
        simulator.create.user('eve');
      },
    });
    await story.push(BRANCH, DONE);
    const number = await story.openPull({ body: 'x' });
    await story.press(number, 'fill-template', 'eve');
    const { body, comments } = await story.pull(number);
    expect(body).toBe('x');
    expect(comments.at(-1)?.body).toContain('`eve` pressed a button');
  });

  it('a press outlives the process that heard of it', async () => {
    await open();
    await story.push(BRANCH, DONE);
    const number = await story.openPull({ body: 'x' });
    story.simulator.world.deliveries.hold();
    const pressed = story.press(number, 'fill-template');
    await story.simulator.world.deliveries.flush((held) => [...held, ...held]);
    await pressed;
    await story.warden.restart();
    await story.warden.settled();
    expect((await story.pull(number)).body.match(/Rollback Plan/g)).toHaveLength(1);
  });
});

describe('required checks', () => {
  it('a merge group gets the verdict of its pull request, and is merged by it', async () => {
    await open();
    const number = await openComplete();
    const red = await story.enqueue(number);
    expect((await story.github.checks(red)).map(({ name, conclusion }) => [name, conclusion])).toEqual([
      ['Hotfix', 'failure'],
    ]);
    await story.approve(number);
    const green = await story.enqueue(number);
    expect((await story.github.checks(green)).map(({ conclusion }) => conclusion)).toEqual(['success']);
    const { data } = await story.github.octokit.rest.pulls.get({ ...at, pull_number: number });
    expect(data.merged).toBe(true);
  });

  it('every pull request gets one where the policy asks', async () => {
    await open({ policy: 'check:\n  everywhere: true\n' });
    await story.push('feature/wish', { message: 'feat: wish', files: { 'src/wish.js': '1\n' } });
    const number = await story.openPull({ branch: 'feature/wish', body: 'A wish list' });
    expect(await verdict(number)).toBe('success: Not a hotfix');
    expect((await story.pull(number)).comments).toEqual([]);
    expect(await story.labels(number)).toEqual([]);
  });

  it('no pull request elsewhere lets the same commit pass', async () => {
    const policy = 'check:\n  everywhere: true\n';
    await open({
      policy,
      async prepare(simulator, shop) {
        const files = { '.github/hotfix.yml': `extends: workflow\n${policy}` };
        await simulator.create.commit(shop, {
          branch: 'develop',
          message: 'Policy',
          files,
          author: REVIEWER,
        });
      },
    });
    const hotfix = await openComplete();
    expect(await verdict(hotfix)).toMatch(/^failure/);
    const other = await story.openPull({ base: 'develop', body: 'Bring it back' });
    const { data } = await story.github.octokit.rest.pulls.get({ ...at, pull_number: other });
    const shown = await story.github.checks(data.head.sha);
    expect(shown.map(({ conclusion }) => conclusion)).toEqual(['failure']);
  });

  it('A1: a draft is judged like any other', async () => {
    await open();
    await story.push(BRANCH, DONE);
    const number = await story.openPull({ body: '', draft: true });
    expect(await verdict(number)).toMatch(/^failure: Draft: \d+ things to do before the merge/);
  });
});

describe('a policy that changes', () => {
  it('judges open pull requests anew', async () => {
    await open();
    const number = await openComplete();
    expect(await verdict(number)).toMatch(/^failure/);
    await story.push('main', {
      message: 'No reviews',
      files: { '.github/hotfix.yml': 'rules:\n  review: off\n' },
    });
    await story.warden.settled();
    expect(await verdict(number)).toBe('success: Ready to merge · P0 Critical');
  });

  it('is checked on its own pull request', async () => {
    await open();
    const files = { '.github/hotfix.yml': 'extends: workflow\nrules:\n  reveiw: off\n' };
    await story.push('policy', { message: 'Change the policy', files });
    const number = await story.openPull({ branch: 'policy', body: 'Less reviewing' });
    const shown = (await story.pull(number)).checks;
    expect(shown.map(({ name, conclusion }) => [name, conclusion])).toEqual([['Hotfix policy', 'failure']]);
    expect(shown[0]?.summary).toContain('`review`');
    await story.push('policy', {
      message: 'Spell it right',
      from: 'policy',
      files: { '.github/hotfix.yml': 'extends: workflow\nrules:\n  review: off\n' },
    });
    await story.warden.settled();
    const corrected = (await story.pull(number)).checks;
    expect(corrected.map(({ name, conclusion }) => [name, conclusion])).toEqual([
      ['Hotfix policy', 'success'],
    ]);
    expect(corrected[0]?.summary).toContain('`review`');
  });

  it('of the organisation holds where a repository would loosen it', async () => {
    await open({
      policy: 'extends: .github\nrules:\n  review: off\n',
      prepare: async (simulator) => {
        await simulator.create.repository('acme/.github', {
          files: { '.github/hotfix.yml': 'extends: workflow\nlocked: [rules.review]\n' },
        });
      },
    });
    const number = await openComplete();
    const { summary, conclusion } = await story.check(number);
    expect(conclusion).toBe('failure');
    expect(summary).toContain('`.github/hotfix.yml`');
    expect(summary).toMatch(/approv/i);
  });

  it('of the organisation that the app is not installed on is told in the check and in the log', async () => {
    const log = recordedLog();
    await open({
      log,
      policy: 'extends: workflow\nrules:\n  review: off\n',
      repositories: [REPOSITORY],
      prepare: async (simulator) => {
        await simulator.create.repository('acme/.github', {
          private: true,
          files: { '.github/hotfix.yml': 'extends: workflow\nlocked: [rules.review]\n' },
        });
      },
    });
    const number = await openComplete();
    const { text, conclusion } = await story.check(number);
    expect(conclusion).toBe('success');
    expect(text).toContain(
      'Organisation policy: not readable. `acme/.github` does not exist, or the app cannot see it.',
    );
    const told = () => log.lines.filter(({ message }) => message.startsWith('organisation policy'));
    expect(told()).toEqual([expect.objectContaining({ level: 'warn' })]);
    await story.push('main', {
      message: 'Extend it',
      from: 'main',
      files: { '.github/hotfix.yml': 'extends: .github\n' },
    });
    await story.warden.settled();
    const extending = await story.check(number);
    expect(extending.conclusion).toBe('failure');
    expect(extending.summary).toContain('Install the app on `acme/.github`');
    expect(told()).toHaveLength(1);
  });
});

describe('many', () => {
  it('250 commits and 300 files are read whole', async () => {
    await open();
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`src/part-${index}.js`, `${index}\n`]),
    );
    await story.push(BRANCH, { files });
    await story.push(BRANCH, { files: { 'src/late.js': '1\n' }, message: 'late', author: AUTHOR });
    const number = await story.openPull({ body: completeDescription() });
    expect((await story.check(number)).summary).toMatch(/301 files/);
    expect(COMMIT.startsWith('hotfix')).toBe(true);
  });
});
