// Policy tooling: what a repository may say beside its organisation's policy, row by row.

import { describe, expect, it } from 'vitest';
import { durationText } from '../../../src/core/model/duration.ts';
import type { SeverityPolicy } from '../../../src/core/playbooks/playbook.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { readPolicy } from '../../../src/core/policy/policy-file.ts';
import { renderCheck } from '../../../src/core/show/texts/check.ts';
import { facts, pullFacts } from '../../support/facts.ts';
import { evaluated } from '../../support/judge.ts';
import { rules } from '../../support/policy.ts';
import { filesOf, outOfReach, POLICY, problemLine, problems, read, settingsOf } from './policies.ts';

/** @param value what may be written instead */
function looser(line: number, key: string, value: string | null): string {
  const stricter = value === 'on' ? '' : ' or a stricter value';
  const instead = value === null ? '' : `, or use \`${value}\`${stricter}`;
  return `${line}: \`${key}\` is looser than \`acme/.github\` allows. Remove it${instead}.`;
}

/** @param value the organisation's */
function lockedText(line: number, key: string, value: string | null): string {
  const whose = value === null ? 'the organisation’s value' : `the organisation’s value \`${value}\``;
  return `${line}: \`${key}\` is locked by \`acme/.github\`. Remove it; ${whose} is used.`;
}

/** `1 h; review 24 h, tests-included 24 h` */
function severityText({ target, deferred }: SeverityPolicy): string {
  const waits = [...deferred].map(([id, within]) => `${id} ${durationText(within)}`);
  return [durationText(target), waits.toSorted().join(', ')].filter((text) => text !== '').join('; ');
}

function extending(own: string, theirs: string) {
  return read(`extends: .github\n${own}`, theirs);
}

describe('S1: severities under an organisation’s policy', () => {
  it.each([
    ['a shorter target', 'P0: { target: 30m }', 'P0: { target: 1h }', '30 min', []],
    [
      'a longer target',
      'P0: { target: 3h }',
      'P0: { target: 2h }',
      '2 h',
      [looser(3, 'severities.P0.target', '2h')],
    ],
    [
      'a target longer than the playbook’s',
      'P0: { target: 3h }',
      '',
      '1 h',
      [looser(3, 'severities.P0.target', '60m')],
    ],
    ['the same target otherwise written', 'P0: { target: 60m }', 'P0: { target: 1h }', '1 h', []],
    [
      'a shorter deadline',
      'P0: { deferred: { review: 2h } }',
      'P0: { deferred: { review: 24h } }',
      '1 h; review 2 h',
      [],
    ],
    [
      'a longer deadline',
      'P0: { deferred: { review: 3d } }',
      'P0: { deferred: { review: 24h } }',
      '1 h; review 24 h',
      [looser(3, 'severities.P0.deferred.review', '24h')],
    ],
    [
      'one more that may wait',
      'P0: { deferred: { review: 1h } }',
      '',
      '1 h',
      [looser(3, 'severities.P0.deferred.review', null)],
    ],
    ['one that may not wait', 'P0: { required: review }', 'P0: { deferred: { review: 24h } }', '1 h', []],
  ])('%s', (_, own, theirs, expected, wrong) => {
    const { policy, problems: found } = extending(
      `severities:\n  ${own}\n`,
      theirs === '' ? '' : `severities:\n  ${theirs}\n`,
    );
    expect(severityText(policy.severities.P0)).toBe(expected);
    expect(found.map(problemLine)).toEqual(wrong);
  });

  it('what the organisation requires stays required, whatever else a repository requires', () => {
    const theirs = 'extends: speckit\nseverities:\n  P0: { required: [review] }\n';
    for (const own of ['target: 30m', 'required: [tests-included]', 'deferred: { tests-included: 1h }']) {
      const { policy, problems: wrong } = extending(`severities:\n  P0: { ${own} }\n`, theirs);
      expect(wrong).toEqual([]);
      expect(policy.severities.P0.deferred.has('review')).toBe(false);
    }
    expect(problems('extends: .github\nseverities:\n  P0: { deferred: { review: 1h } }\n', theirs)).toEqual([
      looser(3, 'severities.P0.deferred.review', null),
    ]);
  });

  it('what the organisation’s playbook lets wait may wait for less', () => {
    const { policy, problems: wrong } = extending(
      'severities:\n  P0: { deferred: { tests-included: 24h } }\n',
      'extends: log\n',
    );
    expect(wrong).toEqual([]);
    expect(severityText(policy.severities.P0)).toBe('1 h; tests-included 24 h');
  });

  it('a mistake is told at the word that the file has for the step', () => {
    expect(problems('extends: .github\n\nseverities:\n\n  red:\n    target: 9h\n', 'extends: log\n')).toEqual(
      [looser(6, 'severities.red.target', '60m')],
    );
  });
});

describe('rules under an organisation’s policy', () => {
  it.each([
    ['a rule that its playbook does not ask, off', 'emergency-marker: off', '', []],
    ['a rule that it switches off, off', 'review: off', 'rules: { review: off }\n', []],
    ['a rule that its playbook asks, off', 'review: off', '', [looser(3, 'rules.review', 'on')]],
    ['a rule without a word', 'review: {}', 'rules: { review: { approvals: 2 } }\n', []],
    ['what it leaves unsaid', 'tests-included: { paths: [spec/**] }', '', []],
    [
      'where no order is known',
      'review: { by: admin }',
      'rules: { review: { by: write } }\n',
      [looser(3, 'rules.review.by', 'write')],
    ],
  ])('%s', (_, own, theirs, wrong) => {
    expect(problems(`extends: .github\nrules:\n  ${own}\n`, theirs)).toEqual(wrong);
  });

  it.each(['review: {}', 'review: on', 'review: { approval: 7 }', 'review: 7', 'review:'])(
    'W8: %j leaves the organisation’s approvals as they are',
    (own) => {
      const { policy } = extending(`rules:\n  ${own}\n`, 'rules: { review: { approvals: 2, by: admin } }\n');
      expect(settingsOf(policy, 'review')).toEqual({ approvals: 2, by: 'admin' });
    },
  );

  it('a rule that the organisation has off can be switched on with settings', () => {
    const { policy, problems: wrong } = extending(
      'rules:\n  review: { approvals: 3 }\n',
      'rules: { review: off }\n',
    );
    expect(wrong).toEqual([]);
    expect(settingsOf(policy, 'review')).toEqual({ approvals: 3, by: 'write' });
  });

  it('what has no order is free', () => {
    const own =
      'branches: { production: live }\nlabels: { P0: sev0 }\nfields: { rollback: Zurück }\nrules:\n  branch-name: { formats: [number] }\n';
    const { policy, problems: wrong } = extending(own, 'branches: { production: main, develop: next }\n');
    expect(wrong).toEqual([]);
    expect(policy.branches).toMatchObject({ production: ['live'], develop: ['next'] });
    expect(policy.labels.severities.P0).toBe('sev0');
    expect(policy.fields.rollback).toEqual(['Zurück']);
  });
});

describe('W12: who may leave out the review under an organisation’s policy', () => {
  const groups = (own: string, theirs: string) => {
    const { policy, problems: wrong } = extending(`bypass:\n  ${own}\n`, theirs);
    return { by: policy.bypass.authorisedBy, wrong: wrong.length };
  };

  it('is not widened where the organisation says nothing of it', () => {
    expect(groups('authorised-by: write', '')).toEqual({
      by: [{ kind: 'permission', least: 'admin' }],
      wrong: 1,
    });
    expect(groups('authorised-by: "@ada"', '')).toMatchObject({ wrong: 1 });
  });

  it('may be fewer by permission', () => {
    expect(groups('authorised-by: maintain', 'bypass: { authorised-by: write }\n')).toEqual({
      by: [{ kind: 'permission', least: 'maintain' }],
      wrong: 0,
    });
    expect(groups('authorised-by: write', 'bypass: { authorised-by: maintain }\n').wrong).toBe(1);
  });

  it('has to wait as long', () => {
    const { policy, problems: wrong } = extending('bypass:\n  no-reviewer-after: 30m\n', '');
    expect(durationText(policy.bypass.noReviewerAfter)).toBe('2 h');
    expect(wrong).toHaveLength(1);
  });

  it.each([
    ['P0: before', '', 'before', 0],
    ['P0: after', '', 'after', 0],
    ['P0: after', 'P0: before', 'before', 1],
    ['P0: before', 'P0: before', 'before', 0],
  ])(
    'has to be confirmed before the merge where the organisation says so: %j on %j',
    (own, theirs, expected, wrong) => {
      const section = (text: string) => (text === '' ? '' : `bypass:\n  confirmation: { ${text} }\n`);
      const { policy, problems: found } = extending(section(own), section(theirs));
      expect(policy.bypass.confirmation.P0).toBe(expected);
      expect(found).toHaveLength(wrong);
    },
  );

  it('cannot be confirmed later where its key is locked', () => {
    const { policy, problems: found } = extending(
      'bypass: { confirmation: { P1: after, P2: after } }\n',
      'bypass: { confirmation: { P2: after } }\nlocked: [bypass.confirmation.P1]\n',
    );
    expect(policy.bypass.confirmation).toEqual({ P0: 'after', P1: 'before', P2: 'after' });
    expect(found).toHaveLength(1);
  });
});

describe('a lock', () => {
  /** What a repository gets that extends another playbook. */
  function locked(keys: string, own: string, theirs = ''): { policy: Policy; wrong: readonly string[] } {
    const text = `${theirs}locked: [${keys}]\n`;
    return { policy: read(own, text).policy, wrong: problems(own, text) };
  }

  it('of a severity holds what the organisation’s playbook says of it', () => {
    const { policy, wrong } = locked('severities.P0', 'extends: emergency-fix\n');
    expect(wrong).toEqual([]);
    expect(severityText(policy.severities.P0)).toBe('1 h');
    expect(severityText(policy.severities.P1)).toBe('4 h; review 24 h, tests-included 24 h');
  });

  it.each(['severities.CRITICAL', 'severities.red', 'severities.P0', 'severities', 'severities.P0.deferred'])(
    'S1: %s holds under every name of the step',
    (key) => {
      const own = 'extends: workflow\nseverities:\n  HIGH: {}\n  CRITICAL: { deferred: { review: 1h } }\n';
      const { policy, wrong } = locked(key, own);
      expect(severityText(policy.severities.P0)).toBe('1 h');
      expect(wrong).toEqual([lockedText(4, 'severities.CRITICAL.deferred.review', null)]);
    },
  );

  it('of what is required holds what may wait too', () => {
    const own = 'extends: workflow\nseverities:\n  P0: { deferred: { review: 1h } }\n';
    const { policy } = locked('severities.P0.required', own, 'severities: { P0: { required: review } }\n');
    expect(severityText(policy.severities.P0)).toBe('1 h');
  });

  it('of one deadline leaves the others', () => {
    const own = 'severities:\n  P0: { deferred: { review: 9h, tests-included: 9h } }\n';
    const { policy, wrong } = locked('severities.P0.deferred.review', own);
    expect(severityText(policy.severities.P0)).toBe('1 h; tests-included 9 h');
    expect(wrong).toEqual([lockedText(2, 'severities.P0.deferred.review', null)]);
  });

  it('of a rule holds its settings as the organisation has them, written or not', () => {
    const own = 'extends: log\n';
    const criteria = (policy: Policy) => settingsOf(policy, 'emergency-criterion')?.['criteria'];
    expect(criteria(read(own, '').policy)).toContain('degraded');
    expect(criteria(locked('rules.emergency-criterion', own).policy)).not.toContain('degraded');
  });

  it('of a setting keeps the rule from being switched off, and its other settings free', () => {
    const theirs = 'rules: { review: { approvals: 2 } }\n';
    const off = locked('rules.review.approvals', 'rules:\n  review: off\n', theirs);
    expect(settingsOf(off.policy, 'review')).toEqual({ approvals: 2, by: 'write' });
    expect(off.wrong).toEqual([lockedText(2, 'rules.review', 'on')]);
    const on = locked('rules.review.approvals', 'rules:\n  review: { by: admin }\n', theirs);
    expect(on).toMatchObject({ wrong: [] });
    expect(settingsOf(on.policy, 'review')).toEqual({ approvals: 2, by: 'admin' });
  });

  it.each([
    [
      'branches.production',
      'branches: { production: [live] }',
      [lockedText(1, 'branches.production', 'main, master, production')],
    ],
    ['rules.review', 'rules:\n  review: on', []],
    ['rules.review', 'rules:\n  review: { approvals: 1 }', []],
    ['check', 'check: { everywhere: false }', []],
    ['check', 'check: { everywhere: true }', [lockedText(1, 'check.everywhere', 'false')]],
    [
      'bypass.reasons',
      'bypass: { reasons: [no-reviewer] }',
      [lockedText(1, 'bypass.reasons', 'no-reviewer, production-down, security-exploited')],
    ],
    ['fields.rollback', 'fields: { rollback: Back }', [lockedText(1, 'fields.rollback', null)]],
  ])('%s: %j', (key, own, wrong) => {
    expect(locked(key, own).wrong).toEqual(wrong);
  });

  it('of a template can’t be got round by a file of the same name', () => {
    const files = { own: { 'h.md': '**Mine:** [x]\n' }, theirs: { 'h.md': '**Theirs:** [x]\n' } };
    const theirs = 'templates: { pull-request: h.md }\nlocked: [templates]\n';
    const { policy, problems: wrong } = read('templates: { pull-request: h.md }\n', theirs, files);
    expect(policy.templates.pullRequest.template.fields.map(({ label }) => label)).toEqual(['Theirs']);
    expect(wrong).toEqual([]);
  });

  it.each([
    ['rules.reviw', 'acme/.github 1: Unknown key `rules.reviw` in `locked`. Did you mean `rules.review`?'],
    [
      'rules.review.aprovals',
      'acme/.github 1: Unknown key `rules.review.aprovals` in `locked`. Did you mean `rules.review.approvals`?',
    ],
    [
      'severities.P9',
      'acme/.github 1: Unknown key `severities.P9` in `locked`. Did you mean `severities.P0`?',
    ],
    [
      'branches.prodution',
      'acme/.github 1: Unknown key `branches.prodution` in `locked`. Did you mean `branches.production`?',
    ],
    [
      'extends',
      'acme/.github 1: Unknown key `extends` in `locked`. Use `branches`, `templates`, `fields`, `severities`, `bypass`, `labels`, `check` or `rules`.',
    ],
  ])('of %s, which there is not, is told', (key, expected) => {
    expect(locked(key, 'extends: workflow\n').wrong).toEqual([expected]);
  });
});

describe('an organisation’s mistakes', () => {
  const theirs = 'labls: {}\nrules:\n  review: { approvals: none }\nlocked: [rules.review]\n';

  it('are told where they are, to those who extend it', () => {
    expect(problems('extends: .github\n', theirs)).toEqual([
      'acme/.github 1: Unknown key `labls`. Did you mean `labels`?',
      'acme/.github 3: Invalid value `none` for `rules.review.approvals`. Use a number.',
    ]);
  });

  it('concern others only where they touch what is locked', () => {
    expect(problems('extends: workflow\n', theirs)).toEqual([expect.stringMatching(/^acme\/\.github 3: /)]);
    expect(problems('extends: workflow\n', 'labls: {}\n')).toEqual([]);
  });

  it('in its YAML are told to everybody: nobody knows what it locks', () => {
    expect(problems('extends: workflow\n', 'locked: [rules.review\nrules:\n')).toEqual([
      expect.stringMatching(/^acme\/\.github \d+: /),
    ]);
  });

  it('in its templates are its own', () => {
    const named = 'templates:\n  commit: c.txt\n';
    expect(problems('extends: .github\n', named, { theirs: { 'c.txt': null } })).toEqual([
      'acme/.github 2: Template `c.txt` does not exist in the organisation’s repository. Until then, the playbook’s own template is used.',
    ]);
  });
});

describe('extends', () => {
  it.each([
    [
      'evil/.github',
      'extends: log\n',
      [
        '1: `evil/.github` belongs to another owner. Extend the `.github` repository of this repository’s own owner. Until then, the playbook `workflow` is used. Did you mean `acme/.github`?',
      ],
    ],
    ['ACME/.github', 'extends: log\n', []],
    // The command line without the organisation's file.
    [
      '.github',
      null,
      [
        '1: `.github` has no policy that the app can read. Add `.github/hotfix.yml` to that repository and install the app there, or extend a playbook. Until then, the playbook `workflow` is used.',
      ],
    ],
  ])('%s', (name, theirs, wrong) => {
    const { policy, problems: found } = read(`extends: ${name}\n`, theirs);
    expect(found).toHaveLength(wrong.length);
    expect(problems(`extends: ${name}\n`, theirs)).toEqual(wrong);
    expect(policy.playbook).toBe(wrong.length === 0 ? 'log' : 'workflow');
  });

  it('still holds the locks where somebody else’s is named', () => {
    const theirs = 'rules: { review: { approvals: 2 } }\nlocked: [rules.review]\n';
    expect(settingsOf(read('extends: evil/.github\n', theirs).policy, 'review')).toMatchObject({
      approvals: 2,
    });
  });
});

describe('an organisation’s repository that the app cannot read', () => {
  const UNREAD =
    'The app cannot read `acme/.github`. Install the app on `acme/.github`, or give it access to that repository. If there is no such repository, create it with the file `.github/hotfix.yml`. Until then, the playbook `workflow` is used. Or extend a playbook instead.';
  const evil =
    '`evil/.github` belongs to another owner. Extend the `.github` repository of this repository’s own owner. Until then, the playbook `workflow` is used. Did you mean `acme/.github`?';

  it.each([
    ['extends: .github\n', [`1: ${UNREAD}`]],
    ['labels: { P0: sev0 }\nextends: acme/.github\n', [`2: ${UNREAD}`]],
    ['extends: evil/.github\n', [`1: ${evil}`]],
    ['extends: log\n', []],
    [
      'locked: [rules.review]\n',
      ['1: `locked` is only allowed in the organisation’s own policy. Remove it.'],
    ],
  ])('%j', (own, wrong) => {
    for (const owner of ['organisation', 'user'] as const)
      expect(outOfReach(own, owner).problems.map(problemLine)).toEqual(wrong);
  });

  it('locks nothing by itself: whoever extends a playbook keeps it', () => {
    const { policy } = outOfReach('extends: log\nlocked: [rules.review]\n');
    expect(policy).toMatchObject({ playbook: 'log', organisation: null, locked: [] });
  });

  it('fails the check where it is extended, and says so in a line where it is not', () => {
    const hotfix = (own: string) => {
      const { policy, problems: wrong, files } = outOfReach(own);
      const seen = facts({ change: pullFacts(), files });
      const evaluation = evaluated(seen, policy, wrong);
      return { evaluation, text: renderCheck(evaluation, seen, policy).text };
    };
    const extending = hotfix('extends: .github\n');
    expect(extending.evaluation.conclusion).toBe('failure');
    expect(extending.evaluation.findings).toContainEqual(
      expect.objectContaining({ rule: 'policy', status: 'unmet' }),
    );
    for (const { text } of [extending, hotfix('extends: log\n')])
      expect(text).toContain('Organisation policy: not readable. `acme/.github` does not exist');
  });
});

describe('a policy file of the organisation', () => {
  it('that is empty asks for what the default playbook asks, and locks nothing', () => {
    for (const theirs of ['', '# later\n', '---\n']) {
      expect(problems('extends: .github\n', theirs)).toEqual([]);
      expect(read('extends: .github\n', theirs).policy.playbook).toBe('workflow');
      expect(problems('extends: log\n', theirs)).toEqual([]);
    }
  });

  it.each([
    ['has no text that can be read', '\u0000'],
    ['is too long', `locked: [rules.review]\n${'# '.repeat(20_000)}`],
    ['is not a mapping', '- locked\n'],
  ])('that %s is a mistake for everybody: nobody knows what it locks', (_what, theirs) => {
    for (const own of ['extends: .github\n', 'extends: log\n'])
      expect(problems(own, theirs)).toEqual([expect.stringMatching(/^acme\/\.github (?:-|1): /)]);
  });
});

describe('the organisation’s own repository', () => {
  it('locks keys for the others, with its mistakes told', () => {
    expect(problems('locked: [rules.review]\n')).toEqual([]);
    expect(read('locked: [rules.review, labels]\n').policy.locked).toEqual(['rules.review', 'labels']);
    expect(problems('locked: [rules.reviw]\n')).toEqual([
      '1: Unknown key `rules.reviw` in `locked`. Did you mean `rules.review`?',
    ]);
  });

  it('extends a playbook, not itself', () => {
    expect(problems('extends: .github\n')).toHaveLength(1);
    expect(read('extends: .github\n').policy.playbook).toBe('workflow');
  });
});

describe('templates of an organisation', () => {
  const theirs = { [POLICY]: 'templates: { pull-request: p.md, commit: c.txt }\n' };

  it('are asked for as far as they count', () => {
    const own = (text: string) => readPolicy(filesOf({ [POLICY]: text }, theirs), rules);
    expect(own('extends: .github\ntemplates: { commit: mine.txt }\n')).toEqual({
      kind: 'needs-files',
      paths: ['mine.txt'],
      organisationPaths: ['p.md'],
    });
    expect(own('extends: workflow\n').kind).toBe('policy');
  });
});
