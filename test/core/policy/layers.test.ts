// Policy tooling: severities, bypass and labels in a policy; an organisation's policy, its locks, and what a repository may not loosen.
import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../src/core/model/duration.ts';
import type { PolicyFiles } from '../../../src/core/model/facts/repository.ts';
import { parseOwner, parseRepositoryName } from '../../../src/core/model/ids.ts';
import { md } from '../../../src/core/model/markdown.ts';
import type { PolicyReading } from '../../../src/core/policy/policy.ts';
import { readPolicy } from '../../../src/core/policy/policy-file.ts';
import { isAsStrict } from '../../../src/core/policy/strictness.ts';
import { policyFiles, policyOf, rules } from '../../support/policy.ts';
import { problemLine } from './policies.ts';

const owner = parseOwner('acme');
const name = parseRepositoryName('.github');

function filesOf(
  own: string,
  theirs: string | null,
  templates: Readonly<Record<string, string>> = {},
): PolicyFiles {
  if (owner === null || name === null) throw new Error('unreachable');
  const texts = new Map([['.github/hotfix.yml', theirs], ...Object.entries(templates)]);
  return {
    ...policyFiles({ '.github/hotfix.yml': own }),
    organisation: { kind: 'readable', repository: { owner, name }, texts },
  };
}

function read(
  own: string,
  theirs: string | null = null,
  templates = {},
): Extract<PolicyReading, { kind: 'policy' }> {
  const reading = readPolicy(filesOf(own, theirs, templates), rules);
  if (reading.kind !== 'policy') throw new Error(`no policy: ${JSON.stringify(reading)}`);
  return reading;
}

function problems(...given: Parameters<typeof read>): readonly string[] {
  return read(...given).problems.map(problemLine);
}

const settingsOf = (id: string, ...given: Parameters<typeof read>) =>
  read(...given).policy.rules.get(id) ?? null;

describe('S1: severities', () => {
  it('have targets, and what may wait', () => {
    const { severities } = policyOf(
      'severities:\n  P0: { target: 30m, deferred: { review: 12h, tests-included: 2 days } }\n  HIGH: { target: 2h }\n',
    );
    expect(severities.P0).toEqual({
      target: minutes(30),
      deferred: new Map([
        ['review', hours(12)],
        ['tests-included', hours(48)],
      ]),
    });
    expect(severities.P1.target).toBe(hours(2));
    expect(severities.P2.target).toBe(hours(8));
  });

  it('take back what the playbook lets wait', () => {
    const { severities } = policyOf('extends: speckit\nseverities:\n  red: { required: review }\n');
    expect([...severities.P0.deferred.keys()]).toEqual(['tests-included']);
  });

  it.each([
    ['severities:\n  P9: { target: 1h }', ['2: Unknown severity `P9`. Use P0, P1 or P2.']],
    [
      'severities:\n  P0: { target: soon }',
      ['2: Invalid value `soon` for `severities.P0.target`. Use a duration such as `30m`, `2h` or `3d`.'],
    ],
    ['severities:\n  P0: { tagret: 1h }', ['2: Unknown key `tagret`. Did you mean `target`?']],
    ['severities:\n  P0:\n    required: [reviw]', ['3: Unknown rule `reviw`. Did you mean `review`?']],
    [
      'severities:\n  P0:\n    deferred:\n      rollback-plan: 24h',
      [
        '4: `rollback-plan` cannot be deferred. Remove it. Only `incident-reference`, `pull-request-body`, `review` and `tests-included` can be done after the merge.',
      ],
    ],
    [
      'severities:\n  P0:\n    required: review\n    deferred: { review: 1h }',
      ['4: `review` is both required and deferred. Keep one of the two.'],
    ],
    [
      'severities: [P0]',
      ['1: Invalid value for `severities`: a list. Write its keys and their values on the lines below it.'],
    ],
    [
      'bypass:\n  confirmation: { P0: later, P3: before, P1: after }',
      [
        '2: Invalid value `later` for `bypass.confirmation.P0`. Use `before` or `after`.',
        '2: Unknown key `P3`. Did you mean `P0`?',
      ],
    ],
    [
      'bypass:\n  confirmation: before',
      [
        '2: Invalid value `before` for `bypass.confirmation`. Write its keys and their values on the lines below it.',
      ],
    ],
    [
      'bypass:\n  reasons: [boredom]',
      [
        '2: Invalid value `boredom` for `bypass.reasons`. Use `no-reviewer`, `production-down`, `security-exploited` or a list of these.',
      ],
    ],
    [
      'bypass:\n  authorised-by: bosses',
      [
        '2: Invalid value `bosses` for `bypass.authorised-by`. Use write, maintain, admin, code-owners, a team as `@owner/team` or a person as `@login`.',
      ],
    ],
    [
      'bypass:\n  wording: { nobody: asleep, no-reviewer: asleep, production-down: Asleep! }',
      [
        '2: Unknown key `nobody`. Use `no-reviewer`, `production-down` or `security-exploited`.',
        '2: Invalid value `Asleep!` for `bypass.wording.production-down`. Use one line of words, without `|`, `?` or boxes, and not the text of another kind.',
      ],
    ],
    [
      'bypass:\n  wording: { no-reveiwer: asleep }',
      ['2: Unknown key `no-reveiwer`. Did you mean `no-reviewer`?'],
    ],
    [
      'bypass:\n  wording: asleep',
      [
        '2: Invalid value `asleep` for `bypass.wording`. Write the text of each reason below it, of at most 100 characters.',
      ],
    ],
    [
      'rules:\n  emergency-criterion:\n    criteria: [data-loss]\n    wording: { dataloss: Daten weg }',
      ['4: Unknown key `dataloss` of `rules.emergency-criterion.wording`.'],
    ],
    [
      'rules:\n  emergency-criterion:\n    wording:\n      data-loss: degraded',
      [
        '4: Invalid value `degraded` for `rules.emergency-criterion.wording.data-loss`. Use one line of words, without `|`, `?` or boxes, and not the text of another kind.',
      ],
    ],
    ['labels:\n  apply: maybe', ['2: Invalid value `maybe` for `labels.apply`. Use `true` or `false`.']],
    ['check:\n  everywere: true', ['2: Unknown key `everywere`. Did you mean `everywhere`?']],
    [
      'rules:\n  review:\n    by: seniors',
      [
        '3: Invalid value `seniors` for `rules.review.by`. Use write, maintain, admin, code-owners, a team as `@owner/team` or a person as `@login`.',
      ],
    ],
    [
      'rules:\n  review:\n    approvals: 0',
      ['3: Invalid value `0` for `rules.review.approvals`. Use 1 or more.'],
    ],
    ['locked: [rules.review]', ['1: `locked` is only allowed in the organisation’s own policy. Remove it.']],
    [
      'extends: .github',
      [
        expect.stringContaining(
          '1: `acme/.github` has no file `.github/hotfix.yml`. Add that file to the default branch',
        ),
      ],
    ],
  ])('%#: %j', (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it('a bad setting takes nothing else with it', () => {
    const text = 'rules:\n  review:\n    approvals: 2\n    by: seniors\n';
    expect(settingsOf('review', text)).toEqual({ approvals: 2, by: 'write' });
  });
});

describe('an organisation’s policy', () => {
  const THEIRS =
    'extends: log\nrules:\n  review: { approvals: 2, by: "@acme/seniors" }\n  minimal-scope: { files: 5 }\n';

  it('is taken over with extends: .github, with its playbook', () => {
    for (const own of ['extends: .github\n', 'extends: acme/.github\n']) {
      const { policy, problems: wrong } = read(own, THEIRS);
      expect(wrong).toEqual([]);
      expect(policy.playbook).toBe('log');
      expect(policy.organisation).toMatchObject({ owner: 'acme', name: '.github' });
      expect(settingsOf('review', own, THEIRS)).toEqual({ approvals: 2, by: '@acme/seniors' });
    }
  });

  it('is nobody’s business where it is not extended and locks nothing', () => {
    expect(read('extends: workflow\n', `${THEIRS}nonsense: 1\n`)).toMatchObject({
      problems: [],
      policy: { playbook: 'workflow', organisation: null },
    });
  });

  it.each([
    ['rules:\n  review: { approvals: 3 }', 'review', { approvals: 3, by: '@acme/seniors' }],
    ['rules:\n  review: on', 'review', { approvals: 2, by: '@acme/seniors' }],
    ['rules:\n  minimal-scope: { files: 3 }', 'minimal-scope', expect.objectContaining({ files: 3 })],
    [
      'rules:\n  minimal-scope: { lines: 900 }',
      'minimal-scope',
      expect.objectContaining({ files: 5, lines: 900 }),
    ],
    ['rules:\n  emergency-marker: on', 'emergency-marker', { text: 'EMERGENCY FIX' }],
  ])('is tightened: %j', (own, id, expected) => {
    expect(problems(`extends: .github\n${own}\n`, THEIRS)).toEqual([]);
    expect(settingsOf(id, `extends: .github\n${own}\n`, THEIRS)).toEqual(expected);
  });

  const looser = (key: string, help: string) =>
    `3: \`${key}\` is looser than \`acme/.github\` allows. Remove it${help}.`;

  it.each([
    ['rules:\n  review: off', looser('rules.review', ', or use `on`')],
    [
      'rules:\n  review: { approvals: 1 }',
      looser('rules.review.approvals', ', or use `2` or a stricter value'),
    ],
    [
      'rules:\n  review: { by: write }',
      looser('rules.review.by', ', or use `@acme/seniors` or a stricter value'),
    ],
    [
      'rules:\n  minimal-scope: { files: 9 }',
      looser('rules.minimal-scope.files', ', or use `5` or a stricter value'),
    ],
    ['severities:\n  P0: { deferred: { review: 1h } }', looser('severities.P0.deferred.review', '')],
  ])('is not loosened: %j', (own, expected) => {
    expect(problems(`extends: .github\n${own}\n`, THEIRS)).toEqual([expected]);
    expect(settingsOf('review', `extends: .github\n${own}\n`, THEIRS)).toEqual({
      approvals: 2,
      by: '@acme/seniors',
    });
  });

  it('W12: who may bypass is never widened', () => {
    const theirs =
      'bypass:\n  authorised-by: [admin, "@acme/leads"]\n  reasons: [production-down, security-exploited]\n';
    const of = (own: string) => read(`extends: .github\nbypass:\n  ${own}\n`, theirs);
    expect(of('authorised-by: admin').policy.bypass.authorisedBy).toEqual([
      { kind: 'permission', least: 'admin' },
    ]);
    expect(of('authorised-by: write').policy.bypass.authorisedBy).toHaveLength(2);
    expect(of('authorised-by: write').problems).toHaveLength(1);
    expect(of('reasons: [no-reviewer]').policy.bypass.reasons).toEqual([
      'production-down',
      'security-exploited',
    ]);
    expect(of('reasons: production-down').policy.bypass.reasons).toEqual(['production-down']);
  });

  it('W1, W9: what it calls criteria and reasons holds; what it leaves open is the repository’s own', () => {
    const theirs =
      'bypass:\n  wording: { no-reviewer: Alle schlafen }\nrules:\n  emergency-criterion:\n    wording: { data-loss: Daten weg }\n';
    const of = (own: string) => read(`extends: .github\n${own}\n`, theirs);
    expect(of('bypass: { wording: { no-reviewer: Eilt } }')).toMatchObject({
      problems: [{ message: md`${'bypass.wording.no-reviewer'} is looser than ${'acme/.github'} allows` }],
      policy: { bypass: { wording: { 'no-reviewer': 'Alle schlafen' } } },
    });
    expect(of('bypass: { wording: { production-down: Alles steht } }')).toMatchObject({
      problems: [],
      policy: { bypass: { wording: { 'no-reviewer': 'Alle schlafen', 'production-down': 'Alles steht' } } },
    });
    const changed = 'rules: { emergency-criterion: { wording: { data-loss: Eilt } } }';
    expect(of(changed).problems).toHaveLength(1);
    expect(settingsOf('emergency-criterion', `extends: .github\n${changed}\n`, theirs)).toMatchObject({
      wording: { 'data-loss': 'Daten weg' },
    });
  });

  it('lets what may wait only become less', () => {
    const theirs =
      'extends: workflow\nseverities:\n  P0: { deferred: { review: 24h, tests-included: 24h } }\n';
    const of = (own: string) => read(`extends: .github\nseverities:\n  P0: ${own}\n`, theirs);
    expect([...of('{ deferred: { review: 2h } }').policy.severities.P0.deferred]).toEqual([
      ['review', hours(2)],
      ['tests-included', hours(24)],
    ]);
    expect(of('{ deferred: { review: 48h } }').policy.severities.P0.deferred.get('review')).toBe(hours(24));
    expect([...of('{ required: review }').policy.severities.P0.deferred.keys()]).toEqual(['tests-included']);
  });

  it('locks keys for every repository, whatever it extends', () => {
    const theirs =
      'rules:\n  review: { approvals: 2 }\nlabels: { hotfix: urgent }\nlocked: [rules.review, labels.hotfix]\n';
    const own = 'extends: speckit\nrules:\n  review: { approvals: 4 }\nlabels: { hotfix: mine, P0: sev0 }\n';
    const { policy } = read(own, theirs);
    expect(policy.playbook).toBe('speckit');
    expect(settingsOf('review', own, theirs)).toEqual({ approvals: 2, by: 'write' });
    expect(policy.labels).toMatchObject({ hotfix: 'urgent', severities: { P0: 'sev0' } });
    expect(problems(own, theirs)).toEqual([
      '3: `rules.review.approvals` is locked by `acme/.github`. Remove it; the organisation’s value `2` is used.',
      '4: `labels.hotfix` is locked by `acme/.github`. Remove it; the organisation’s value `urgent` is used.',
    ]);
  });

  it('that says the same as the lock is not a mistake', () => {
    expect(
      problems('labels: { hotfix: urgent }\n', 'labels: { hotfix: urgent }\nlocked: [labels]\n'),
    ).toEqual([]);
  });

  it('has its own mistakes told with its own name', () => {
    const theirs = 'extends: .github\nbranchs: { production: x }\nlocked: [rulez.review]\n';
    expect(problems('extends: .github\n', theirs)).toEqual([
      'acme/.github 1: `.github` cannot extend itself. Use `workflow`, `log`, `emergency-fix` or `speckit`.',
      'acme/.github 2: Unknown key `branchs`. Did you mean `branches`?',
      'acme/.github 3: Unknown key `rulez.review` in `locked`. Did you mean `rules.review`?',
    ]);
  });

  it('has its templates read from its own repository', () => {
    const theirs = 'templates:\n  pull-request: ours.md\n';
    expect(readPolicy(filesOf('extends: .github\n', theirs), rules)).toEqual({
      kind: 'needs-files',
      paths: [],
      organisationPaths: ['ours.md'],
    });
    const { policy } = read('extends: .github\n', theirs, { 'ours.md': '**Way back:** [how]\n' });
    expect(policy.templates.pullRequest.source).toBe('acme/.github/ours.md');
  });
});

describe('as strict', () => {
  it.each([
    ['more', 2, 3, true],
    ['more', 2, 1, false],
    ['more', '2h', '3h', true],
    ['less', '24h', '2 days', false],
    ['less', 5, 5, true],
    ['less', 'off', '1h', false],
    ['fewer', ['a', 'b'], 'a', true],
    ['fewer', 'a', ['a', 'c'], false],
    ['more-of', ['a'], ['a', 'b'], true],
    ['more-of', ['a', 'b'], ['a'], false],
    ['same', ['a', 'b'], ['b', 'a'], true],
    ['same', 'a', 'b', false],
  ] as const)('%s: %j then %j is %s', (strictness, set, own, expected) => {
    expect(isAsStrict(strictness, set, own)).toBe(expected);
  });
});
