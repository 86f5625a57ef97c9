// W1, L1: which words tell an emergency, which send it the regular way, and what is offered where nothing is said.

import { describe, expect, it } from 'vitest';
import { boundRules } from '../../../src/core/case/rule.ts';
import { readCriterion } from '../../../src/core/criteria/read-criterion.ts';
import type { PullFacts } from '../../../src/core/model/facts/pull.ts';
import { rule } from '../../../src/core/rules/emergency-criterion.ts';
import { completeDescription } from '../../support/descriptions.ts';
import { branchFacts, facts, pullFacts } from '../../support/facts.ts';
import { caseOf, inOneLine, judge, pasted } from '../../support/judge.ts';
import { policyOf, rules, workflowPolicy } from '../../support/policy.ts';

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
    ['Site down since two', 'critical-function'],
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

  it.each([
    // A side remark does not make an outage of everything small.
    [
      'Nobody can order\nTwo customers got around it in a private window, which works sometimes',
      'critical-function',
    ],
    ['The API is offline\nThe change has low impact, a minor bug in one line', 'critical-function'],
    ['Every request crashes\nIt began intermittently at two', 'critical-function'],
    ['Search is broken in production\nThe clean-up can wait', 'critical-function'],
    // A typo is what it came from.
    ['The shop is down: a typo in the name of a secret', 'critical-function'],
    ['Search returns 500\nCause: a typo in the index name', 'critical-function'],
    ['A typo in the chart blocks releases', 'deployment-failure'],
    ['The colour change breaks the login form', 'critical-function'],
    // What is said of the fix and its tests is not what is wrong.
    ['Sign-in fails\nThe fix is a minor issue of one line, the docs can wait', 'critical-function'],
    ['Sign-in fails\n## Risk\nLow impact, can wait for the next release', 'critical-function'],
    ['Sign-in fails\n**Rollback:** there is a workaround', 'critical-function'],
    ['Hotfix\n## Solution\nRestores the login, which crashes for all users', 'critical-function'],
    // No workaround is none, in whatever form it is denied.
    ['Sign-in fails\n### Workaround\n\nNone.\n', 'critical-function'],
    ['Sign-in fails\r\n### Workaround\r\n\r\nNone.\r\n', 'critical-function'],
    ['Die Kasse fällt aus, Fehler 500. Ein Workaround ist nicht bekannt', 'critical-function'],
    ['注文画面がエラー500。回避策はありません', 'critical-function'],
    ['下单接口返回500。临时方案：无', 'critical-function'],
    ['주문 API 500 오류. 우회 방법 없음', 'critical-function'],
    // Who reported it is not who is affected.
    ['One customer reported it: the cart returns 500', 'critical-function'],
    ['No exports since noon, some customers have problems with that', 'critical-function'],
    // A denial ends with its clause.
    ['No workaround, data loss on each save', 'data-loss'],
    ['Users cannot log in and their orders are lost', 'data-loss'],
    ['Release 4.0 broke the release pipeline', 'deployment-failure'],
    ['No team can ship: the agent broke deploys\nNo team has another one', 'deployment-failure'],
    ['O erro no sistema sem senha permite entrar: vazamento de dados', 'exploited-vulnerability'],
    // Which kind it is.
    ['Payment gateway outage, estimated revenue impact of 9,000 an hour', 'critical-function'],
    ['The mobile app crashes on start', 'critical-function'],
    ['Containers do not start', 'deployment-failure'],
    ['The last merge broke our production deploys', 'deployment-failure'],
    ['Duplicate payments for renewals', 'financial-legal-compliance'],
    ['VAT is not calculated', 'financial-legal-compliance'],
    ['Revoke the leaked API key', 'exploited-vulnerability'],
    ['The admin pages answer without authentication', 'exploited-vulnerability'],
    ['Guests open invoices of another company', 'exploited-vulnerability'],
    ['Comments were lost during the migration', 'data-loss'],
    ['Orders are missing', 'data-loss'],
    ['Since the release of today the basket is broken', 'critical-function'],
    ['It cannot wait for the next release, the basket is broken', 'critical-function'],
    ['In production deployments fail', 'deployment-failure'],
    ['After the last deploy failed we are stuck halfway', 'deployment-failure'],
    ['Files could not be uploaded any more', 'critical-function'],
    ['A wrong header prevents all uploads', 'critical-function'],
    ['All imports fail, the workaround takes hours', 'critical-function'],
    ['The API answers 500 intermittently, for half of the calls', 'critical-function'],
    // In the words, and with the accents, that there is time for.
    ['Users get logged out at once', 'critical-function'],
    ['No callbacks since 9:15', 'critical-function'],
    ['Login not possible', 'critical-function'],
    ['the workers have stopped', 'critical-function'],
    ['O pagamento nao funciona', 'critical-function'],
    ['Donnees perdues', 'data-loss'],
    ['Tela branca ao abrir o pedido', 'critical-function'],
    ['A página fica em branco', 'critical-function'],
    ["Plus personne n'arrive à payer", 'critical-function'],
    ['Die Suche ist nicht mehr erreichbar', 'critical-function'],
    ['Los clientes no consiguen pagar', 'critical-function'],
    ['Перестала открываться корзина', 'critical-function'],
    ['登陆不了', 'critical-function'],
    ['デプロイがコケる', 'deployment-failure'],
    ['결제가 되지 않습니다', 'critical-function'],
  ])('%j is %s, side remarks or not', (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it.each([
    ['Nothing is down, only the icon has the wrong colour', 'ui'],
    ['The button that deletes accounts is misaligned', 'ui'],
    ["Repaint the 'Service unavailable' banner in another colour", 'ui'],
    ['New wording for the outage page', 'ui'],
    ['Fixes the broken layout on phones', 'ui'],
    ['The buttons are not aligned', 'ui'],
    ['Wrong logo in the footer', 'ui'],
    ['Tooltip wording\nCI: one flaky test failed at first', 'ui'],
    ['The menu settles down late after a page load', 'performance'],
    ['The report takes far too long to complete', 'performance'],
    ['The list uses all available width and is slow', 'performance'],
    ['One query for all languages instead of one for each: the list is slower', 'performance'],
    ['The list is slow for all', 'unnamed'],
    ['not urgent', 'can-wait'],
    ['Fix the spelling in the footer', 'moderate-impact'],
    ['Rechtschreibfehler im Fuß der Seite', 'moderate-impact'],
    ["Coquille dans le pied de page, faute d'orthographe", 'moderate-impact'],
    ['Errata en el pie', 'moderate-impact'],
    ['Erro de digitacao', 'moderate-impact'],
    ['Опечатка в подвале', 'moderate-impact'],
    ['页脚有错别字', 'moderate-impact'],
    ['誤字の修正', 'moderate-impact'],
    ['오타 수정', 'moderate-impact'],
    ['Wrong icon\n```\nGET /logo 500\npanic: out of memory\n```', 'ui'],
    ['Wrong icon\n- [ ] Data loss\n- [ ] Production is down', 'ui'],
    ['Wrong icon\nSee https://status.example/outage/crash and fix/crash-page', 'ui'],
    ['Wrong icon\n### Security assessment\n\nNot needed', 'ui'],
    ['Wrong icon\n<!-- Say whether production is down -->', 'ui'],
    ['Tooltip wording\nCI failed once because of a timeout in the runner', 'ui'],
    ['Add a drop-down for the country', 'unnamed'],
    ['Add a field\n### What is broken?\n- Service down since:\nRevert it if this fails', 'unnamed'],
    ['Show 500 users a page (#525)', 'unnamed'],
    ['No errors, crashes or data loss', 'unnamed'],
    ['The audit reports 0 vulnerabilities', 'unnamed'],
    ['Adds a retry on timeouts, with tests for failures', 'unnamed'],
    ['Le champ est sensible à la casse', 'unnamed'],
  ])('%j is no emergency: %s', (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it('a hostile text of 64 KB is read at once', () => {
    for (const unit of [
      'no ',
      'data ',
      'users not ',
      'charge charge ',
      '(((',
      'a.b.',
      'down ',
      '```\n',
      '<!--',
      '**a',
    ])
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
      const asked = boundRules(policy, rules).filter(({ id }) => id === 'emergency-criterion');
      const of = (body: string) =>
        asked.flatMap((one) =>
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

  it('is told by the title, however long the description is', () => {
    const { detail } = say({
      title: 'Saída de produção: o login nao funciona',
      body: 'Details follow. '.repeat(600),
    });
    expect(detail?.markdown).toContain('Saída de produção: o login nao funciona');
    expect(inOneLine(say({ title: 'hotfix/login-broken', body: '' }))).toContain(
      'a critical function is down',
    );
    expect(inOneLine(say({ title: 'Hotfix/wrong icon', body: '' }))).toContain('it is about looks');
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
