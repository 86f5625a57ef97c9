// The whole check as its reader sees it: a review of these snapshots is a review of what users read.
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { known, unreadable } from '../../../../src/core/model/facts/known.ts';
import { parseRepositoryId } from '../../../../src/core/model/ids.ts';
import { md } from '../../../../src/core/model/markdown.ts';
import { workflow } from '../../../../src/core/playbooks/workflow/workflow.ts';
import type { PolicyProblem } from '../../../../src/core/policy/policy.ts';
import { renderCheck } from '../../../../src/core/show/texts/check.ts';
import { renderFormerHotfix, renderPassport } from '../../../../src/core/show/texts/comment.ts';
import { COMMIT } from '../../../demo/shop.ts';
import { completeDescription } from '../../../support/descriptions.ts';
import { branch, changed, changedFiles, commit, facts, pullFacts, sha } from '../../../support/facts.ts';
import { evaluated } from '../../../support/judge.ts';
import { workflowPolicy } from '../../../support/policy.ts';

const good = { body: completeDescription(), commits: known([commit({ message: COMMIT })]) };

function check(change: Parameters<typeof pullFacts>[0], problems: readonly PolicyProblem[] = []) {
  const seen = facts({ change: pullFacts({ ...good, ...change }) });
  return renderCheck(evaluated(seen, workflowPolicy, problems), seen, workflowPolicy);
}

describe('the check', () => {
  it('of a hotfix that is complete', () => {
    expect(check({})).toMatchSnapshot();
  });

  it('of a hotfix at 3 a.m.: wrong branch, half a description, a bare commit', () => {
    const head = { ...pullFacts().head, branch: branch('hotfix/login') };
    const body = completeDescription()
      .replace('**Severity:** CRITICAL', '**Severity:** P1')
      .replace(/\*\*Rollback Plan:.*\n/, '')
      .replace(/(### Fix Implementation\n\n).*\n/, '$1')
      .replace('- [x] New test', '- [ ] New test');
    expect(check({ head, body, commits: known([commit({ message: 'fix login' })]) })).toMatchSnapshot();
  });

  it('of a branch that began on develop', () => {
    const origin = known({
      production: branch('main'),
      sharedWith: [{ branch: branch('develop'), commits: [sha('b')] }],
      carriedBy: [],
    });
    expect(check({ origin }).summary).toMatchSnapshot();
  });

  it('of a pull request from develop itself', () => {
    const commits = known([
      commit({ sha: sha('b'), message: 'wish list' }),
      commit({ message: 'fix login' }),
    ]);
    const origin = known({
      production: branch('main'),
      sharedWith: [{ branch: branch('develop'), commits: [sha('b'), pullFacts().head.sha] }],
      carriedBy: [],
    });
    const head = { ...pullFacts().head, branch: branch('develop') };
    expect(check({ head, origin, commits }).summary).toMatchSnapshot();
  });

  it('of a description that is hardly filled in', () => {
    const body = `${workflow.templates.pullRequest.replace('- [ ] Existing', '- [x] Existing').replace(/\*\*Monitoring.*\n/, '')}`;
    expect(check({ body }).summary).toMatchSnapshot();
  });

  it('of a description whose boxes are all ticked, one of them unread', () => {
    const body = completeDescription()
      .replace('paid with a test card, charged once', '[describe what you tried and what you saw]')
      .replace('- [x] New test', '- [ ] New test');
    expect(check({ body }).summary).toMatchSnapshot();
  });

  it('of a change that is too large, with files that no fix needs', () => {
    const files = changedFiles(
      changed('src/charge.js', { additions: 900 }),
      'test/charge.test.js',
      'yarn.lock',
      '.vscode/settings.json',
      changed('.idea/shop.iml', { status: 'renamed' }),
    );
    expect(check({ files }).summary).toMatchSnapshot();
  });

  it('of four bare commits, the oldest of which belongs to develop', () => {
    const commits = known(
      ['wish list', 'fix login', 'really fix login', COMMIT.replace(/Urgency:.*\n/, '')].map(
        (message, index) => commit({ message, sha: sha(String(index + 1)) }),
      ),
    );
    const origin = known({
      production: branch('main'),
      sharedWith: [{ branch: branch('develop'), commits: [sha('1')] }],
      carriedBy: [],
    });
    expect(check({ commits, origin }).summary).toMatchSnapshot();
  });

  it('of a repository whose policy has a mistake', () => {
    const problem = {
      path: '.github/hotfix.yml',
      organisation: null,
      line: 3,
      message: md`Unknown key ${'brnches'}`,
      help: null,
      didYouMean: 'branches',
    };
    expect(check({}, [problem]).summary).toMatchSnapshot();
  });

  it.each(['organisation', 'user'] as const)(
    'of a repository whose %s has no policy that the app can read',
    (owner) => {
      const repository = parseRepositoryId('acme/.github');
      if (repository === null) throw new Error('unreachable');
      const { files } = facts();
      const organisation = { kind: 'not-readable', repository, owner } as const;
      const tags = unreadable('The tags could not be read');
      const seen = facts({
        change: pullFacts(good),
        files: { ...files, organisation },
        repository: { ...facts().repository, tags },
      });
      const { text } = renderCheck(evaluated(seen, workflowPolicy), seen, workflowPolicy);
      expect(/<details><summary>Could not be read.*?<\/details>/s.exec(text)?.[0]).toMatchSnapshot();
    },
  );

  it('stays within GitHub’s limit for 250 bad commits', () => {
    const commits = known(Array.from({ length: 250 }, () => commit({ message: `x${'y'.repeat(5_000)}` })));
    const { title, summary, text } = check({ commits });
    expect(title).toBe('1 thing to do before the merge: reword the commits · P0 Critical');
    for (const part of [summary, text]) expect(part.length).toBeLessThan(65_535);
    expect(summary).toContain('and 225 more');
  });

  it('lets nothing of a hostile hotfix act', () => {
    const hostile = '@everyone fixes #1 ![x](http://evil/x.png) <img src=x> ``` </details>';
    const { summary, text } = check({
      body: completeDescription({ 'incident reference': `#1 ${hostile}` }).replace('CRITICAL', hostile),
      commits: known([commit({ message: hostile })]),
    });
    const tokens = new MarkdownIt({ html: true, linkify: true }).parse(`${summary}\n\n${text}`, {});
    const inline = tokens.flatMap((token) => token.children ?? []);
    expect(inline.map((token) => token.type)).not.toContain('image');
    const powerful = [...inline, ...tokens].filter((token) =>
      ['text', 'html_inline', 'html_block'].includes(token.type),
    );
    for (const power of ['@everyone', 'fixes #1', 'evil', '<img'])
      expect(powerful.filter((token) => token.content.includes(power))).toEqual([]);
  });
});

describe('the comment', () => {
  it('is the hotfix’s passport', () => {
    const pull = pullFacts(good);
    const seen = facts({ change: pull });
    const evaluation = evaluated(seen, workflowPolicy);
    expect(renderPassport(pull, seen, workflowPolicy, evaluation)).toMatchSnapshot();
  });

  it('keeps its table whole, whatever a branch is called', () => {
    const pull = pullFacts({ ...good, head: { ...pullFacts().head, branch: branch('hotfix/a|b') } });
    const seen = facts({ change: pull });
    const text = renderPassport(pull, seen, workflowPolicy, evaluated(seen, workflowPolicy));
    expect(text).toContain('| Merges | `hotfix/a\\|b` into `main` |');
  });

  it('takes itself back', () => {
    expect(renderFormerHotfix(md`It is to be merged into ${'develop'}`)).toMatchSnapshot();
  });
});
