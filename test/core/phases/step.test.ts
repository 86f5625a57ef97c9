// One decision as a whole: what is written, what is read first, who is woken, and when to look again.
import { describe, expect, it } from 'vitest';
import type { ReadPlan } from '../../../src/core/case/need.ts';
import type { Facts } from '../../../src/core/model/facts/facts.ts';
import { known, unreadable } from '../../../src/core/model/facts/known.ts';
import { instant } from '../../../src/core/model/ids.ts';
import { decide, type Step } from '../../../src/core/phases/step.ts';
import { readPolicy } from '../../../src/core/policy/policy-file.ts';
import { NOTHING_PUBLISHED, type Published } from '../../../src/core/show/effects.ts';
import { completeDescription } from '../../support/descriptions.ts';
import { branch, branchFacts, facts, login, pullFacts, pullNumber, sha } from '../../support/facts.ts';
import { plan } from '../../support/plans.ts';
import { policyFiles, rules } from '../../support/policy.ts';

type Effects = Extract<Step, { kind: 'effects' }>;

/** The base branch has been compared with develop already. */
const COMPARED: ReadPlan = plan({ develop: ['develop'] });

const policy = (text: string) => policyFiles({ '.github/hotfix.yml': text });

function step(change: Partial<Facts>, published: Published = NOTHING_PUBLISHED, asked = COMPARED): Step {
  return decide(facts(change), published, asked, (files) => readPolicy(files, rules), rules);
}

function effects(...given: Parameters<typeof step>): Effects {
  const made = step(...given);
  if (made.kind !== 'effects') throw new Error(`another read was wanted: ${JSON.stringify(made.plan)}`);
  return made;
}

function written({ groups }: Effects) {
  return groups.flatMap(({ effects: all }) => all);
}

function checks(made: Effects) {
  return written(made).flatMap((effect) => ('check' in effect ? [effect.check] : []));
}

const good = { body: completeDescription() };
const regular = { head: { ...pullFacts().head, branch: branch('feature/wish-list') } };

describe('a pull request that is not a hotfix', () => {
  it('sees nothing at all', () => {
    expect(effects({ change: pullFacts(regular) })).toMatchObject({ groups: [], wakeAt: null });
  });

  it('gets success where the policy asks for the check everywhere, so that it can be required', () => {
    const everywhere = { files: policy('check:\n  everywhere: true\n'), change: pullFacts(regular) };
    expect(checks(effects(everywhere))).toMatchObject([
      { name: 'Hotfix', conclusion: 'success', title: 'Not a hotfix', actions: [] },
    ]);
  });

  it('sees nothing where there is no policy', () => {
    const none = policyFiles({ '.github/hotfix.yml': null });
    expect(effects({ files: none, change: pullFacts() })).toMatchObject({
      groups: [],
      outcome: 'no-policy',
    });
  });
});

describe('the verdict', () => {
  it('A1: of a draft is that of any other: it is ready at the press of a button', () => {
    const [check] = checks(effects({ change: pullFacts({ body: '', isDraft: true }) }));
    expect(check?.conclusion).toBe('failure');
    expect(check?.title).toMatch(/^Draft: \d+ things to do before the merge/);
  });

  it('stands on the head of the merge group too', () => {
    const queueHead = known(sha('c'));
    const both = checks(effects({ change: pullFacts({ ...good, queueHead }) }));
    expect(both.map(({ headSha }) => headSha)).toEqual([sha('a1b2c3d4'), sha('c')]);
    expect(new Set(both.map(({ conclusion }) => conclusion)).size).toBe(1);
    expect(both.every(({ externalId, conclusion }) => externalId === `acme/shop#12 ${conclusion}`)).toBe(
      true,
    );
  });

  it('is not written on a closed pull request', () => {
    expect(effects({ change: pullFacts({ state: 'closed' }) })).toMatchObject({
      groups: [],
      outcome: 'closed',
    });
  });

  it('lists what GitHub did not tell', () => {
    const queueHead = unreadable(
      'The merge queue could not be read: the app lacks the permission “Merge queues: read”',
    );
    const [check] = checks(effects({ change: pullFacts({ ...good, queueHead }) }));
    expect(check?.text).toContain('“Merge queues: read”');
  });
});

describe('A1: a commit that others have too', () => {
  const other = {
    number: pullNumber(13),
    branch: branch('quick-one'),
    base: branch('main'),
    sha: sha('a1b2c3d4'),
  };
  const sameHead = { open: [other], isWhole: true, gone: [] };
  const run = {
    id: 9,
    name: 'Hotfix',
    headSha: sha('a1b2c3d4'),
    pull: pullNumber(13),
    conclusion: 'failure',
  };
  const red: Published = { ...NOTHING_PUBLISHED, others: [{ ...run, own: 'failure' }] };
  const bad = branch('hotfix/double_charges');
  const lenient = { '.github/hotfix.yml': 'rules:\n  commit-messages: off\n' };

  it.each([
    ['a hotfix that is ready', {}, pullFacts({ ...good, sameHead }), 'failure'],
    ['what is not a hotfix', {}, pullFacts({ ...regular, sameHead }), 'failure'],
    ['what has no policy', { '.github/hotfix.yml': null }, pullFacts({ ...good, sameHead }), 'failure'],
    [
      'success everywhere',
      { '.github/hotfix.yml': 'check:\n  everywhere: true\n' },
      pullFacts({ ...regular, sameHead }),
      'failure',
    ],
    [
      'a hotfix, where GitHub does not say who has the commit',
      {},
      pullFacts({ ...good, sameHead: { open: [], isWhole: false, gone: [] } }),
      'failure',
    ],
    [
      'a hotfix, where the other one has left',
      {},
      pullFacts({ ...good, sameHead: { open: [], isWhole: false, gone: [pullNumber(13)] } }),
      'success',
    ],
  ])('decides about %s', (_, texts, change, conclusion) => {
    const files = policyFiles({ ...lenient, ...texts });
    const made = checks(effects({ files, change }, red));
    expect(made.map((check) => check.conclusion)).toEqual([conclusion]);
  });

  it('is looked at again soon while it waits, and the other is woken once', () => {
    const change = pullFacts({ ...good, sameHead });
    const made = effects({ files: policyFiles(lenient), change }, red);
    expect(made).toMatchObject({ wakes: [{ number: 13 }], wakeAt: facts().now + 5 * 60_000 });
  });

  it('is left to its pull requests by a branch', () => {
    const change = branchFacts({ branch: bad, sameHead: { ...sameHead, isWhole: false } });
    const asked = plan({ develop: ['develop'], production: ['main'] });
    expect(effects({ change }, NOTHING_PUBLISHED, asked).groups).toEqual([]);
    expect(checks(effects({ change: branchFacts({ branch: bad }) }, NOTHING_PUBLISHED, asked))).toHaveLength(
      1,
    );
  });

  it('wakes those who are left when one is closed', () => {
    expect(effects({ change: pullFacts({ state: 'closed', sameHead }) }).wakes).toMatchObject([
      { number: 13 },
    ]);
  });
});

describe('labels', () => {
  const names = (made: Effects) =>
    written(made).flatMap((effect) => {
      if (effect.kind === 'add-labels') return effect.labels.map(({ name }) => `+${name}`);
      return effect.kind === 'remove-label' ? [`-${effect.label}`] : [];
    });

  it('say that it is a hotfix and how bad it is', () => {
    expect(names(effects({ change: pullFacts(good) }))).toEqual(['+hotfix', '+severity: P0']);
  });

  it('follow the severity, where the app put them', () => {
    const labels = ['hotfix', 'severity: P1'];
    expect(names(effects({ change: pullFacts({ ...good, labels, ownLabels: labels }) }))).toEqual([
      '+severity: P0',
      '-severity: P1',
    ]);
  });

  it('that people put stay where they are', () => {
    const labels = ['hotfix', 'severity: P1'];
    expect(names(effects({ change: pullFacts({ ...good, labels }) }))).toEqual(['+severity: P0']);
  });

  it('are removed by the app where it is no longer a hotfix', () => {
    const labels = ['hotfix', 'severity: P1'];
    const change = pullFacts({ base: branch('develop'), labels, ownLabels: ['hotfix', 'severity: P1'] });
    expect(names(effects({ change }))).toEqual(['-hotfix', '-severity: P1']);
  });

  it('that people took off are not put back', () => {
    const change = pullFacts({ ...good, declinedLabels: ['Hotfix'] });
    expect(names(effects({ change }))).toEqual(['+severity: P0']);
  });

  it('are not touched where the policy says so', () => {
    const files = policy('labels:\n  apply: false\n');
    expect(names(effects({ files, change: pullFacts(good) }))).toEqual([]);
  });
});

describe('looking again', () => {
  it('an open hotfix is looked at every hour, heard of or not', () => {
    const now = instant(Date.UTC(2026, 0, 10, 6, 0));
    const made = effects({ now, change: pullFacts(good) });
    expect(made.wakeAt).toBe(now + 60 * 60_000);
  });

  it('W8: and at the moment when time alone changes a verdict', () => {
    const now = instant(Date.UTC(2026, 0, 10, 4, 30));
    const made = effects({ now, change: pullFacts({ ...good, reviews: known([]) }) });
    // Ready since 03:00; nobody has two hours to review it.
    expect(made.wakeAt).toBe(Date.UTC(2026, 0, 10, 5, 0));
  });

  it('a closed one is left in peace', () => {
    expect(effects({ change: pullFacts({ state: 'merged' }) }).wakeAt).toBeNull();
  });

  it('a push to production wakes the hotfixes that wait to go there: their policy may have changed', () => {
    const incoming = [
      { number: pullNumber(12), branch: branch('hotfix/v1.2.1-x'), labels: [] },
      { number: pullNumber(13), branch: branch('quick-one'), labels: ['Hotfix'] },
      { number: pullNumber(14), branch: branch('feature/y'), labels: ['customer'] },
    ];
    const main = branchFacts({ branch: branch('main'), incoming });
    const made = step(
      { change: main },
      NOTHING_PUBLISHED,
      plan({ develop: ['develop'], production: ['main'] }),
    );
    expect(made).toMatchObject({ kind: 'effects', groups: [], wakes: [{ number: 12 }, { number: 13 }] });
  });
});

describe('what has to be read first', () => {
  it.each([
    ['the comparison with develop', { change: pullFacts(good) }, plan(), { develop: ['develop'] }],
    [
      'W8: the files that may name code owners',
      { files: policy('rules:\n  review:\n    by: code-owners\n'), change: pullFacts(good) },
      COMPARED,
      { files: ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] },
    ],
    [
      'W8: the members of a team',
      { files: policy('rules:\n  review:\n    by: "@acme/seniors"\n'), change: pullFacts(good) },
      COMPARED,
      { teams: ['acme/seniors'] },
    ],
    [
      'E1: the changed lines',
      { files: policy('rules:\n  emergency-marker: on\n'), change: pullFacts(good) },
      COMPARED,
      { patches: true },
    ],
    [
      'B5: what the presser of a button may do',
      {
        change: pullFacts(good),
        presses: [
          { id: 'd1', button: 'fill-template', by: { login: login('linus'), kind: 'user' as const } },
        ],
      },
      COMPARED,
      { people: ['linus'] },
    ],
  ])('%s', (_, change, asked, expected) => {
    const wanted = asked === COMPARED ? { develop: ['develop'], ...expected } : expected;
    const made = step(change, NOTHING_PUBLISHED, asked);
    const again = made.kind === 'read-again' ? made.plan : null;
    expect(new Set(again?.keys())).toEqual(new Set(plan(wanted).keys()));
  });

  it('is nothing once it was read', () => {
    const files = policy('rules:\n  emergency-marker: on\n');
    const patches = known([{ path: 'src/charge.js', text: '@@ -1 +1 @@\n+// EMERGENCY FIX\n' }]);
    const asked = plan({ develop: ['develop'], patches: true });
    expect(step({ files, change: pullFacts({ ...good, patches }) }, NOTHING_PUBLISHED, asked).kind).toBe(
      'effects',
    );
  });
});
