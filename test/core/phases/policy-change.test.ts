// Policy tooling: what the check `Hotfix policy` says beside the plain cases, and when it looks at all.
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../src/core/model/facts/facts.ts';
import { known, unreadable } from '../../../src/core/model/facts/known.ts';
import type { ChangedFile } from '../../../src/core/model/facts/pull.ts';
import { readPolicy } from '../../../src/core/policy/policy-file.ts';
import { changed, facts, pullFacts } from '../../support/facts.ts';
import { rules } from '../../support/policy.ts';
import { filesOf, POLICY } from '../policy/policies.ts';
import { changeOf, lacking, NONE } from './policy-changes.ts';

type Texts = Readonly<Record<string, string | null>>;

interface World {
  readonly base: Texts;
  /** What the head has, as far as it was read. */
  readonly head?: Texts;
  readonly theirs?: Texts | null;
  readonly touched?: readonly (ChangedFile | string)[];
  readonly total?: number;
}

function change({ base, head = {}, theirs = null, touched = [POLICY], total }: World) {
  const files = filesOf(base, theirs);
  const listed = touched.map((file) => (typeof file === 'string' ? changed(file) : file));
  const pull = pullFacts({ files: known({ listed, total: total ?? listed.length }) });
  const read = (given: Facts['files']) => readPolicy(given, rules);
  const headFiles = new Map(Object.entries(head));
  return changeOf(pull, facts({ change: pull, files, headFiles }), read);
}

function shown(world: World): string {
  const found = change(world);
  const [check] = found.kind === 'checks' ? found.checks : [];
  if (check === undefined) throw new Error(`no change: ${JSON.stringify(found)}`);
  const { conclusion, title, summary } = check;
  return `${conclusion}: ${title}\n\n${summary}`;
}

function policies(before: string, after: string, more: Partial<World> = {}): World {
  return { base: { [POLICY]: before }, head: { [POLICY]: after }, ...more };
}

/** The lines that say what is different. */
function differences(before: string, after: string, more: Partial<World> = {}): readonly string[] {
  const text = shown(policies(before, after, more));
  return text.split('\n').flatMap((line) => (line.startsWith('- ') ? [line.slice(2)] : []));
}

describe('what would be different', () => {
  it.each([
    [
      '',
      'rules: { review: off }',
      ['Rule `review` is switched off: Somebody who did not work on it has approved the head'],
    ],
    [
      'rules: { review: off }',
      'rules: { review: { approvals: 2 } }',
      ['Rule `review` is switched on: Somebody who did not work on it has approved the head'],
    ],
    ['rules: { review: { approvals: 2 } }', '', ['Rule `review`, `approvals`: `2` → `1`']],
    ['', 'severities: { HIGH: { target: 90m } }', ['Target time of P1: 4 h → 90 min']],
    [
      'extends: speckit',
      'extends: speckit\nseverities: { P0: { required: review } }',
      [
        'Deferred at P0: `review` within 24 h and `tests-included` within 24 h → `tests-included` within 24 h',
      ],
    ],
    [
      '',
      'fields: { rollback: Zurück }',
      ['Labels of the field that has the rollback plan: nothing → `Zurück`'],
    ],
    ['labels: { P1: hoch }', 'labels: { P1: dringend }', ['Label of P1: `hoch` → `dringend`']],
    [
      '',
      'locked: [rules.review]',
      ['Locked keys, which repositories cannot change: nothing → `rules.review`'],
    ],
    [
      '',
      'bypass: { confirmation: { P0: before } }',
      ['A bypass at P0 is confirmed: after the merge → before the merge'],
    ],
    ['', 'bypass: { no-reviewer-after: 4h }', ['`no-reviewer` is a reason for a bypass after: 2 h → 4 h']],
    [
      '',
      'bypass: { wording: { production-down: Alles steht } }',
      ['Text of the bypass reason `production-down`: Production is completely down → `Alles steht`'],
    ],
    ['', 'branches: { hotfix: "fix/*" }', [expect.stringMatching(/^Branches \(hotfix\): .* → `fix\/\*`$/)]],
    ['rules: { reveiw: off }', '', ['1 mistake corrected']],
  ])('%j then %j', (before, after, expected) => {
    expect(differences(before, after)).toEqual(expected);
  });

  it.each([
    ['rules: { review: on }', 'rules: { review: { by: write } }'],
    ['severities: { P0: { target: 1h } }', 'severities: { red: { target: 60m } }'],
    ['branches: { production: main }', 'branches: { production: [main] }'],
    ['extends: log', 'extends: log\nseverities: { P0: { deferred: { tests-included: 2 days } } }'],
  ])('nothing: %j then %j', (before, after) => {
    expect(shown(policies(before, after))).toMatch(/^success: Valid policy: no change for hotfixes/);
  });

  it('of long lists only what is added and removed', () => {
    const names = Array.from({ length: 20 }, (_, index) => `line-${index}`);
    const policy = (all: readonly string[]) => `branches:\n  release: [${all.join(', ')}]\n`;
    expect(differences(policy(names), policy([...names.slice(1), 'next']))).toEqual([
      'Branches (release): removed `line-0`; added `next`',
    ]);
    expect(differences('', policy(names))).toEqual([
      expect.stringMatching(
        /^Branches \(release\): removed `release\/\*`.*; added `line-0`, .*, `line-11` and 8 more$/,
      ),
    ]);
  });

  it('fits into a check whatever a policy holds', () => {
    const names = Array.from({ length: 6_000 }, (_, index) => index.toString(36));
    const after = `branches:\n  release: [${names.join(',')}]\n`;
    expect(after.length).toBeGreaterThan(20_000);
    expect(shown(policies('', after)).length).toBeLessThan(2_000);
  });

  it('of a template: fields that are added, removed, or expect different answers', () => {
    const policy = 'templates: { pull-request: .github/h.md }\n';
    const before =
      '# Hotfix\n\n**Severity:** [HIGH/LOW]\n\n**Way back:** [how]\n\n**Notes (optional):** [more]\n';
    const after =
      '# Hotfix\n\n## About\n\n**Severity:** [HIGH/MEDIUM/LOW]\n\n**Notes:** [more]\n\n**Cause:** [why] @everyone\n\n**Links (optional):** [where]\n';
    expect(
      differences(policy, policy, {
        base: { [POLICY]: policy, '.github/h.md': before },
        head: { [POLICY]: policy, '.github/h.md': after },
        touched: ['.github/h.md'],
      }),
    ).toMatchInlineSnapshot(`
      [
        "The description template has new required fields: \`Notes\` and \`Cause\`",
        "The description template has new optional fields: \`Links (optional)\`",
        "The description template expects different answers in: \`Severity\`",
        "The description template no longer has: \`Way back\` and \`Notes (optional)\`",
      ]
    `);
  });
});

describe('under an organisation’s policy', () => {
  const theirs = { [POLICY]: 'extends: log\nrules: { review: { approvals: 2 } }\nlocked: [rules.review]\n' };

  it('the first policy says who binds it', () => {
    expect(
      shown({ base: { [POLICY]: null }, head: { [POLICY]: 'extends: .github\n' }, theirs }),
    ).toMatchSnapshot();
  });

  it('a policy that goes over to it says what that brings', () => {
    expect(
      shown(
        policies('extends: workflow\n', 'extends: .github\n', { theirs: { [POLICY]: 'extends: log\n' } }),
      ),
    ).toMatchSnapshot();
  });

  it('what it has locked is a mistake of the pull request', () => {
    expect(
      shown(
        policies('extends: .github\n', 'extends: .github\nrules:\n  review: { approvals: 1 }\n', { theirs }),
      ),
    ).toMatchSnapshot();
  });

  it('its own mistakes are not blamed on the pull request', () => {
    const broken = { [POLICY]: 'extends: log\nlabls: { "<b>@ada": x }\n' };
    expect(
      shown(policies('extends: .github\n', 'extends: .github\nlabels: { P0: x }\n', { theirs: broken })),
    ).toMatchSnapshot();
  });

  it('its templates are read before the check is written', () => {
    const names = { [POLICY]: 'templates: { commit: c.txt }\n' };
    const world = { base: { [POLICY]: null }, head: { [POLICY]: 'extends: .github\n' } };
    expect(change({ ...world, theirs: names })).toEqual({
      kind: 'lacks',
      needs: [
        { kind: 'head-file', path: POLICY },
        { kind: 'organisation-file', path: 'c.txt' },
      ],
    });
    expect(shown({ ...world, theirs: { ...names, 'c.txt': 'Cause: [why]\n' } })).toMatch(/^success/);
  });

  it('a file that is called like one of its templates is not a policy', () => {
    const world = {
      base: { [POLICY]: 'extends: .github\n' },
      theirs: { [POLICY]: 'templates: { commit: c.txt }\n', 'c.txt': 'Cause: [why]\n' },
      touched: ['c.txt'],
    };
    expect(change(world)).toEqual(NONE);
  });
});

describe('a template', () => {
  const policy = 'templates: { pull-request: .github/h.md }\n';
  const changing = (text: string | null) =>
    shown({
      base: { [POLICY]: policy, '.github/h.md': '**Cause:** [why]\n' },
      head: { [POLICY]: policy, '.github/h.md': text },
      touched: ['.github/h.md'],
    });

  it('with a mistake is told with its line', () => {
    expect(changing('**Cause:** [why]\n\n```\nnever closed\n')).toMatchSnapshot();
  });

  it('has no power over the check', () => {
    const text = changing('**Cause:** [why] <!-- hotfix: required kind="x` @acme/all <img src=x> `" -->\n');
    expect(text).toMatch(/^failure: 1 mistake/);
    // Whatever stands outside of code spans is ours.
    expect(text.replace(/(`+)[^`](?:.*?[^`])?\1(?!`)/g, '')).not.toMatch(/@|<img/);
  });

  it.each([
    ['removed', null],
    ['empty', ''],
    ['binary', '\u0000'],
  ])('that is %s is a mistake', (_, text) => {
    expect(changing(text)).toMatch(/^failure: 1 mistake in the policy/);
  });

  it('that the new policy gives up may go', () => {
    const text = shown({
      base: { [POLICY]: policy, '.github/h.md': '**Cause:** [why]\n' },
      head: { [POLICY]: 'extends: workflow\n', '.github/h.md': null },
      touched: [POLICY, changed('.github/h.md', { status: 'removed' })],
    });
    expect(text).toContain('Source of the description template: `.github/h.md` → `playbook workflow`');
  });
});

describe('whether it looks', () => {
  const base = { [POLICY]: 'templates: { commit: c.txt }\n', 'c.txt': 'Cause: [why]\n' };
  const renamed = changed('old/c.txt', { status: 'renamed' });

  it('asks for the head’s files where something was renamed, since it may have been the policy', () => {
    expect(change({ base, touched: [renamed] })).toEqual(lacking(POLICY, 'c.txt'));
  });

  it('a renamed template is a missing one', () => {
    const head = { ...base, 'c.txt': null };
    expect(shown({ base, head, touched: [renamed] })).toContain(
      'Template `c.txt` does not exist on the base branch',
    );
  });

  it('a renamed policy is none', () => {
    const head = { ...base, [POLICY]: null };
    expect(shown({ base, head, touched: [changed('.github/off.yml', { status: 'renamed' })] })).toMatch(
      /^success: The policy is removed/,
    );
  });

  it('something else that is renamed is nothing, also where the head has an older policy', () => {
    const head = { ...base, [POLICY]: 'extends: log\n' };
    expect(change({ base, head, touched: [renamed] })).toEqual(NONE);
  });

  it('a list that GitHub cut off is looked behind', () => {
    expect(change({ base, touched: ['a.js'], total: 4_000 })).toMatchObject({ kind: 'lacks' });
  });

  it('a repository without a policy costs nothing', () => {
    expect(change({ base: { [POLICY]: null }, touched: [renamed] })).toEqual(NONE);
  });

  it('an unknown list is not a change', () => {
    const files = filesOf(base, null);
    const pull = pullFacts({ files: unreadable('GitHub did not list them') });
    const read = (given: Facts['files']) => readPolicy(given, rules);
    expect(changeOf(pull, facts({ change: pull, files }), read)).toEqual(NONE);
  });

  it('a folder in the policy’s place is not a policy', () => {
    expect(shown({ base, head: { ...base, [POLICY]: null } })).toMatch(/^success: The policy is removed/);
    expect(change({ base: { [POLICY]: null }, head: { [POLICY]: null } })).toEqual(NONE);
  });
});
