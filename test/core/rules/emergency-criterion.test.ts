// W1, L1: which words tell an emergency, which send it the regular way, and what is offered where nothing is said.
import { describe, expect, it } from 'vitest';
import { readCriterion } from '../../../src/core/criteria/read-criterion.ts';
import type { PullFacts } from '../../../src/core/facts.ts';
import { rule } from '../../../src/core/rules/emergency-criterion.ts';
import { completeDescription } from '../../support/descriptions.ts';
import { branchFacts, facts, pullFacts } from '../../support/facts.ts';
import { caseOf, inOneLine, judge, pasted } from '../../support/judge.ts';
import { policyOf, workflowPolicy } from '../../support/policy.ts';

function told(text: string): string {
  const criterion = readCriterion(text);
  switch (criterion.kind) {
    case 'emergency':
      return criterion.emergency;
    case 'regular':
      return criterion.regular;
    case 'unnamed':
      return 'unnamed';
  }
}

describe('W1: five kinds are emergencies, in the words of three in the morning', () => {
  it.each([
    ['Checkout returns 500 for everyone', 'critical-function'],
    ['nobody can log in', 'critical-function'],
    ['nobody can pay, the next release is on Thursday', 'critical-function'],
    ['Slow queries bring the database down', 'critical-function'],
    ['The UI is blank for everyone', 'critical-function'],
    ['SSL certificate expired, browsers refuse the site', 'critical-function'],
    ['every search comes back empty since the index was rebuilt', 'critical-function'],
    ["Users can't sign in since 02:00", 'critical-function'],
    ['prod is down', 'critical-function'],
    ['connection pool exhausted, 503s everywhere', 'critical-function'],
    ['The API times out for all clients', 'critical-function'],
    [
      'Every page load fails: the site is too slow to answer anybody, all requests time out',
      'critical-function',
    ],
    ['database connection pool exhausted causing 503 errors', 'critical-function'],
    ['Die Kasse ist ausgefallen', 'critical-function'],
    ['Le site est hors service', 'critical-function'],
    ['El servicio está caído', 'critical-function'],
    ['O site está fora do ar', 'critical-function'],
    ['Сайт не работает', 'critical-function'],
    ['登录功能不可用', 'critical-function'],
    ['サイトが停止しています', 'critical-function'],
    ['로그인 장애', 'critical-function'],
    ['customers are charged twice', 'financial-legal-compliance'],
    ['Every order takes money twice', 'financial-legal-compliance'],
    ['wrong invoices, GDPR complaint', 'financial-legal-compliance'],
    ['we are losing revenue each minute', 'financial-legal-compliance'],
    ['the deploy fails for all', 'deployment-failure'],
    ['New deployments impossible for all users', 'deployment-failure'],
    ['pods crashloop at start', 'deployment-failure'],
    ['orders vanish from the database', 'data-loss'],
    ['the migration deletes rows', 'data-loss'],
    ['Data loss is occurring', 'data-loss'],
    ['a CVE-2026-1234 is being exploited', 'exploited-vulnerability'],
    ['attackers read session tokens', 'exploited-vulnerability'],
    ['customer passwords are exposed: session tokens leaked', 'exploited-vulnerability'],
    ['there is no workaround, and the login is broken for all', 'critical-function'],
    ['not only some users: everybody gets a blank page', 'critical-function'],
    ['cannot wait: the shop is offline', 'critical-function'],
    ['the service is severely degraded for many users', 'degraded'],
    ['at first some users, now nobody can order', 'critical-function'],
    ['Emails are not being sent', 'critical-function'],
    ['Login redirects in a loop', 'critical-function'],
    ['No orders go through since 02:10', 'critical-function'],
    ['the disk is full and postgres refuses writes', 'critical-function'],
    ['Workaround: none. The export hangs', 'critical-function'],
    ['users see other users’ orders', 'exploited-vulnerability'],
    ['I opened the app and saw someone else’s invoices', 'exploited-vulnerability'],
    ['customers are billed several times', 'financial-legal-compliance'],
    ['all prices are zero', 'financial-legal-compliance'],
    ['Niemand kann sich anmelden', 'critical-function'],
    ['Bestellungen verschwinden', 'data-loss'],
    ['Kunden wird doppelt abgebucht: doppelt belastet', 'financial-legal-compliance'],
    ['Personne ne peut payer', 'critical-function'],
    ['Les commandes disparaissent', 'data-loss'],
    ['Nadie puede entrar', 'critical-function'],
    ['O aplicativo não abre e ninguém consegue comprar', 'critical-function'],
    ['Никто не может войти', 'critical-function'],
    ['支付失败，所有用户都受影响', 'critical-function'],
    ['全ユーザーがログインできない', 'critical-function'],
    ['모든 사용자가 로그인할 수 없습니다: 로그인 불가', 'critical-function'],
  ])('%j is %s', (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it.each([
    ['Login is broken for some users, there is a workaround', 'some-users'],
    ['A few customers see an error; workaround: reload', 'some-users'],
    ['There is a workaround: use the old page', 'workaround-exists'],
    ['minor issue with limited impact', 'moderate-impact'],
    ['It can wait for the next release', 'can-wait'],
    ['The list is slower than before', 'performance'],
    ['the button is misaligned', 'ui'],
    ['Typo in the footer', 'moderate-impact'],
    ['The legal page has a typo', 'moderate-impact'],
    ['The button text is wrong; no data loss', 'ui'],
    ['Der Knopf heißt falsch, geringe Auswirkung', 'moderate-impact'],
    ['', 'unnamed'],
    ['Please merge quickly', 'unnamed'],
    ['No data loss, no record was lost, security issue: none', 'unnamed'],
    ['The download page lists the silent installer', 'unnamed'],
    ['ダウンロードの手順を更新', 'unnamed'],
    ['Этот файл принадлежит группе', 'unnamed'],
    ['Le panneau de configuration', 'unnamed'],
  ])('%j goes the regular way: %s', (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it('a hostile text of 64 KB is read at once', () => {
    for (const unit of ['no ', 'data ', 'users not ', 'charge charge ', '(((', 'a.b.'])
      expect(told(unit.repeat(65_536 / unit.length)).length).toBeGreaterThan(0);
  });
});

function say(change: Partial<PullFacts>, policy = workflowPolicy, settings: unknown = {}) {
  const pull = pullFacts({ title: 'Fix it', ...change });
  const [verdict] = judge(rule, caseOf(facts({ change: pull }), policy), settings);
  if (verdict === undefined) throw new Error('a rule gives at least one verdict');
  return verdict;
}

function withJustification(text: string): string {
  return completeDescription({
    'emergency justification': text,
    'issue description': text,
    'fix implementation': 'One line changed.',
  });
}

describe('W1: the pull request names its criterion', () => {
  it('is met by the story, which is quoted', () => {
    const verdict = say({ body: withJustification('Checkout returns 500 for everyone.') });
    expect(inOneLine(verdict)).toBe('met: The emergency is: a critical function is down for everybody');
    expect(verdict.detail?.markdown).toContain('Checkout returns 500');
  });

  it.each([
    [
      '**Emergency Criterion:** data is being lost or corrupted',
      'met: The emergency is: data is being lost or corrupted',
    ],
    ['**Emergency Criterion:** data loss', 'met: The emergency is: data is being lost or corrupted'],
    ['## Emergency Criterion\n\nsecurity\n', 'met: The emergency is: a vulnerability is being exploited'],
    [
      '**Emergency Criterion:** only some users are affected',
      'unmet: This goes the regular way: only some users are affected',
    ],
    ['**Emergency Criterion:** it is Tuesday', 'unmet: The emergency criterion is not named'],
    [
      '**Emergency Criterion:** a critical function is down for everybody, also seen by some users',
      'met: The emergency is: a critical function is down for everybody',
    ],
    ['**Emergency Criterion:** `data-loss`', 'met: The emergency is: data is being lost or corrupted'],
    [
      '**Emergency Criterion:** data is being lost or corrupted\n**Emergency Criterion:** a vulnerability is being exploited',
      'unmet: The emergency criterion is not named',
    ],
  ])('an explicit answer wins: %j', (line, expected) => {
    const body = `${line}\n\n${withJustification('The button is misaligned.')}`;
    expect(inOneLine(say({ body }))).toBe(expected);
  });

  it('is asked for, with the decision tree and lines to paste, where nothing tells it', () => {
    expect(say({ body: withJustification('Please merge.') })).toMatchSnapshot();
  });

  it('is left to the reviewer where somebody gave a reason in other words', () => {
    const verdict = say({
      body: withJustification('The pilots of the ferry expect the tide tables by dawn.'),
    });
    expect(inOneLine(verdict)).toBe('met: It is justified in its author’s own words');
    expect(say({ body: withJustification('月面基地の管制官が夜明けまでに表を求めている') }).status).toBe(
      'met',
    );
    expect(say({ body: withJustification('asap') }).status).toBe('unmet');
  });

  it.each(['emergency-fix', 'speckit'])(
    'is not asked by the form of %s, whose severity says it',
    (playbook) => {
      const policy = policyOf(`extends: ${playbook}\n`);
      const rules = policy.rules.filter(({ id }) => id === 'emergency-criterion');
      const of = (body: string) =>
        rules.flatMap((one) =>
          one.check(caseOf(facts({ change: pullFacts({ title: 'Fix', body }) }), policy)).map(inOneLine),
        );
      expect(of('### Root Cause\n\nThe pool has ten connections.\n')).toEqual([
        'not-applicable: The description’s own template does not ask for the emergency criterion',
      ]);
      expect(of('### Root Cause\n\nIt is only cosmetic.\n')[0]).toContain('This goes the regular way');
    },
  );

  it('sends what is none the regular way, with the commands', () => {
    const body = withJustification('The list is slower than before.');
    const verdict = say({ body, labels: ['hotfix'] });
    expect(inOneLine(verdict)).toBe('unmet: This goes the regular way: it is about performance');
    expect(pasted(verdict)).toBe('gh pr edit 12 --base develop --remove-label hotfix');
    expect(verdict.detail?.markdown).toContain('If that misreads you');
  });

  it('tells who named it so what to begin with, and who did not where to say it', () => {
    const detail = (line: string) =>
      say({ body: `${line}\n\n${withJustification('Slow.')}` }).detail?.markdown;
    expect(detail('**Emergency Criterion:** slow')).toContain('begin the answer with the emergency itself');
    expect(detail('')).toContain('add `**Emergency Criterion:** …`');
  });

  it('is not read from what the fix is said to be', () => {
    const body = completeDescription({
      'emergency justification': 'Nobody can pay.',
      'issue description': 'Nobody can pay.',
      'fix implementation': 'A minor change of the layout, low impact.',
    });
    expect(say({ body }).status).toBe('met');
  });

  it('does not count what a policy does not take', () => {
    const body = withJustification('The service is severely degraded.');
    expect(say({ body }).status).toBe('unmet');
    expect(say({ body }, policyOf('extends: speckit\n'), { criteria: ['degraded'] }).status).toBe('met');
  });

  it('takes P2 with a workaround where degradation counts', () => {
    const body = '**Severity:** P2\n\nThe export is broken; workaround: use the API.';
    const settings = { criteria: ['critical-function', 'degraded'] };
    expect(say({ body }, workflowPolicy, settings).status).toBe('met');
    expect(say({ body: body.replace('P2', 'P0') }, workflowPolicy, settings).status).toBe('unmet');
  });

  it('B1: is not held against people whose own template does not ask for it', () => {
    const template = '## Was ist passiert?\n\n[kurz]\n';
    const own = policyOf('templates:\n  pull-request: .github/h.md\n', { '.github/h.md': template });
    const body = '## Was ist passiert?\n\nSiehe Ticket.\n';
    expect(say({ body }, own).status).toBe('not-applicable');
    expect(say({ body }, own, { ask: true }).status).toBe('unmet');
  });

  it('is not asked of a branch', () => {
    const [verdict] = judge(rule, caseOf(facts({ change: branchFacts() }), workflowPolicy));
    expect(verdict?.status).toBe('not-applicable');
  });
});
