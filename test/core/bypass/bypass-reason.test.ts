// W9: what people write at three in the morning, and which of the three reasons it gives.
import { describe, expect, it } from 'vitest';
import { bypassReasonsIn, offeredReasonsIn, REASON_TEXTS } from '../../../src/core/bypass/bypass-reason.ts';

describe('production is down', () => {
  it.each([
    'database down',
    'site down, nothing is working',
    'Prod is down until this is merged',
    'Production is down, we are working on it',
    'Production is **completely** down and we need to get it back up',
    'The production cluster has crashed',
    'The whole product is offline',
    'No customer can order: the API returns 503 to everyone',
    'Nobody can pay, checkout answers 500 for all customers',
    'Nobody can log in and all requests time out',
    'total outage since three',
    'We are completely down',
    'The API isn’t reachable',
    'Prod is returning 500',
    'everything is broken since the deploy',
    'outage of the entire platform',
    'Die Produktion ist ausgefallen',
    'La producción está caída',
    'Production has been down for nearly half an hour',
  ])('%j', (text) => {
    expect(bypassReasonsIn(text)).toEqual(['production-down']);
  });

  it.each([
    'There is no outage, but the release has to go out tonight',
    'No production outage so far',
    'To prevent an outage we deploy without review',
    'If we wait, prod goes down',
    'Otherwise the site might go down tonight',
    'partial outage of the search for a few users',
    'Checkout is down for some users',
    'Prod was down, is up again',
    'The site was completely down for ten minutes. It works again now.',
    'Production is up, but the pipeline is failing for everyone',
    'A button is broken in production',
    'The search is broken and nobody noticed',
    'Staging is down',
    'All tests fail',
    'Production deploys are failing',
  ])('not %j', (text) => {
    expect(bypassReasonsIn(text)).toEqual([]);
  });
});

describe('a hole is being exploited', () => {
  it.each([
    'Attackers are reading the customers table',
    'We were breached an hour ago',
    'data breach, still going on',
    'We are under attack',
    'not enough time – the hole is being exploited',
    'This isn’t a drill: somebody exploits the upload',
  ])('%j', (text) => {
    expect(bypassReasonsIn(text)).toEqual(['security-exploited']);
  });

  it.each([
    'Risk of breach of contract',
    'We breached the SLA',
    'not known to have ever been exploited',
    'No evidence that anybody has exploited it',
    'It could be exploited',
    'before somebody exploits it',
    'heart attack feature',
    'The team compromised on the design',
    'I hacked together a fix',
  ])('not %j', (text) => {
    expect(bypassReasonsIn(text)).toEqual([]);
  });
});

describe('there is no reviewer', () => {
  it.each([
    'Grace and Linus are both on holiday',
    'Could not reach anybody for two hours',
    'I can’t get hold of any reviewer',
    'reviewers did not respond',
    'None of the reviewers answered',
    'Our only reviewer is on a plane',
    'There is nobody to review it',
    'No one from the core team was available',
    'Nobody on call',
    'Nobody can approve it at this hour',
    'We can’t ship because nobody is awake',
    'Everybody else is offline',
  ])('%j', (text) => {
    expect(bypassReasonsIn(text)).toEqual(['no-reviewer']);
  });

  it.each([
    'nobody would find anything',
    'no one is affected yet',
    'Nobody needs to review this',
    'No reviewer objected',
    'It is not true that nobody is awake',
    'Our customers are on holiday',
  ])('not %j', (text) => {
    expect(bypassReasonsIn(text)).toEqual([]);
  });
});

describe('the lines that are offered', () => {
  const texts = Object.entries(REASON_TEXTS);

  it.each(texts)('%s is chosen by its own words, whatever follows', (reason, text) => {
    expect(bypassReasonsIn(`${text}: the status page is up again`)).toContain(reason);
    expect(bypassReasonsIn(reason)).toContain(reason);
    expect(offeredReasonsIn(`- **Bypass Reason:** ${text}`)).toEqual([reason]);
  });

  it('are not chosen where they are taken back', () => {
    expect(bypassReasonsIn('Production is completely down? No')).toEqual([]);
    expect(offeredReasonsIn('We would say so if production is completely down')).toEqual([]);
  });
});

it.each(['nobody ', 'outage ', 'down ', 'could not ', 'reason: ', 'production is ', '- ', 'exploited '])(
  '%j, repeated, is read at once',
  (words) => {
    expect(bypassReasonsIn(words.repeat(10_000)).length).toBeLessThanOrEqual(3);
    expect(offeredReasonsIn(words.repeat(10_000))).toEqual([]);
  },
);
