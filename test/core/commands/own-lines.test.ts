// Which lines of a comment are commands: those of its author's own paragraphs, and no quote, code, HTML or quoted mail.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommands } from '../../../src/core/commands/parse-commands.ts';
import { fixture } from '../../github/fixture.ts';
import { received } from '../../github/received.ts';
import { login } from '../../support/facts.ts';

const words = (body: string) => parseCommands(body, login('ada')).map((one) => one.words);

/** Whether the delivery of such a comment makes the app look at the pull request. */
async function wakes(body: string): Promise<boolean> {
  const { event, payload } = fixture('issue-comment-created');
  return (await received(event, { ...payload, comment: { body } })).length === 1;
}

describe('a line is a command', () => {
  it.each([
    '/hotfix status',
    ' /hotfix status',
    '   /hotfix status',
    '`/hotfix status`',
    '  `/hotfix status`  ',
    'Well.\r\n/hotfix status\r\n',
    'Well.\r\n `/hotfix status`\r\n',
    'one paragraph\n\n/hotfix status',
    'ends in a break  \n/hotfix status',
    'ends in a break\\\n/hotfix status',
    '/hotfix status\n-- \nAda',
    '/hotfix status\n---\nAda',
    '# Heading\n/hotfix status',
    '***\n/hotfix status',
    '> it is down\n\n/hotfix status',
    '- a list\n\n/hotfix status',
    '```\ncode\n```\n/hotfix status',
    '~~~~\n```\n~~~\n/hotfix help\n~~~~\n/hotfix status',
    '```one line```\n/hotfix status',
    '- ```\n  code\n  ```\n/hotfix status',
    '1. ```\n   code\n/hotfix status',
    '> ```\n/hotfix status',
    '> <!--\n/hotfix status',
    '```\n<!--\n```\n/hotfix status',
    '`<!--` begins a comment\n/hotfix status',
    'an arrow <!-- and no end\n\n/hotfix status',
    '<!-- a --> text <!-- b -->\n/hotfix status',
    '<!--\n```\n-->\n/hotfix status',
    '<details><summary>More</summary>\n\n/hotfix status\n\n</details>',
    '<pre>a log</pre>\n\n/hotfix status',
    'the `<pre>` tag\n/hotfix status',
    'a lone </pre>\n/hotfix status',
  ])('%j', async (body) => {
    expect(words(body)).toEqual(['/hotfix status']);
    expect(await wakes(body)).toBe(true);
  });
});

function isNone(body: string): void {
  expect(words(body)).toEqual([]);
}

describe('a line is none', () => {
  it.each([
    'see /hotfix status',
    'with `/hotfix status`',
    '`/hotfix status` is what you write',
    '``/hotfix status``',
    '`/hotfix status',
    '`/hotfix defer `tests``',
    '\\/hotfix status',
    '\u00a0/hotfix status',
    '/hotfixes',
    '/hotfix/status',
  ])('where it does not begin as one: %j', isNone);

  it.each([
    '    /hotfix status',
    '\t/hotfix status',
    '``` /hotfix status',
    '  ```\n  /hotfix status\n  ```',
    '```\n/hotfix status\n```',
    '```\n```js\n/hotfix status\n```',
    '````\n```\n/hotfix status\n````',
    '```\n~~~\n/hotfix status\n```',
    '```js\n/hotfix status',
    'a span of `two\n/hotfix status\nlines`',
  ])('in code: %j', isNone);

  it.each([
    '> /hotfix status',
    ' > /hotfix status',
    '> it is down\n/hotfix status',
    '> - a list\n/hotfix status',
    '> > deep\n/hotfix status',
    '> [!NOTE]\n> Read this\n/hotfix status',
  ])('in a quote or its lazy continuation: %j', isNone);

  it.each([
    '- /hotfix status',
    '* /hotfix status',
    '1. /hotfix status',
    '- an item\n/hotfix status',
    '- an item\n\n  /hotfix status',
    '- ```\n  /hotfix status\n  ```',
    '# /hotfix status',
    '| a |\n|---|\n/hotfix status',
  ])('in a list, a heading or a table: %j', isNone);

  it.each([
    '<pre>\n/hotfix status\n</pre>',
    '<pre>\n\n/hotfix status\n\n</pre>',
    'a log: <pre>\n/hotfix status\n</pre>',
    'a log: <code>\n\n/hotfix status\n\n</code>',
    '<blockquote>\n\n/hotfix status\n\n</blockquote>',
    '<blockquote><p>a</p>\n\n<blockquote>\n\nb\n\n</blockquote>\n\n/hotfix status\n\n</blockquote>',
    '<div>\n/hotfix status\n</div>',
    '<del>\n\n/hotfix status\n\n</del>',
    'no: <s>\n/hotfix status\n</s>',
    'she said: <q>\n/hotfix status\n</q>',
    '<samp>\n\n/hotfix status\n\n</samp>',
    '<template>\n\n/hotfix status\n\n</template>',
    '<!-- /hotfix status',
    '<!--\n/hotfix status\n-->',
    '<!--\n\n/hotfix status\n-->',
    'a <!-- note\n/hotfix status\n--> b',
    'a <b title="\n/hotfix status\n">b</b>',
    '<!-- ```\n/hotfix status\n-->',
    '- <!--\n\n  /hotfix status\n  -->',
  ])('in HTML: %j', isNone);
});

describe('an answer by mail', () => {
  const QUOTED = '/hotfix defer tests-included no time';

  it.each([
    [
      'Outlook',
      `________________________________\nFrom: Grace Hopper <notifications@github.com>\nSent: Saturday, January 10, 2026 3:12 AM\nTo: acme/shop <shop@noreply.github.com>\nSubject: Re: [acme/shop] Stop double charges (PR #12)\n\n${QUOTED}\n`,
    ],
    [
      'Outlook without its line',
      `From: Grace Hopper\nSent: Saturday, January 10, 2026 3:12 AM\nTo: acme/shop\nCc: Ada; Author\nSubject: Re: [acme/shop] Stop double charges (PR #12)\n\n${QUOTED}\n`,
    ],
    [
      'Outlook with bold labels, each a paragraph',
      `**From:** Grace Hopper\n\n**Sent:** Saturday, January 10, 2026 3:12 AM\n\n**To:** acme/shop\n\n**Subject:** Re: Stop double charges\n\n${QUOTED}\n`,
    ],
    [
      'Outlook in German',
      `-----Ursprüngliche Nachricht-----\nVon: Grace Hopper\nGesendet: Samstag, 10. Januar 2026 03:12\nAn: acme/shop\nBetreff: AW: [acme/shop] Stop double charges\n\n${QUOTED}\n`,
    ],
    [
      'Outlook in French',
      `De : Grace Hopper\nEnvoyé : samedi 10 janvier 2026 03:12\nÀ : acme/shop\nObjet : RE: [acme/shop] Stop double charges\n\n${QUOTED}\n`,
    ],
    ['an old client', `-----Original Message-----\n${QUOTED}\n`],
    ['a phone', `-------- Original message --------\n\n${QUOTED}\n`],
    [
      'Gmail',
      `On Sat, Jan 10, 2026 at 3:12 AM Grace Hopper <notifications@github.com>\nwrote:\n\n> ${QUOTED}\n> more\n`,
    ],
    ['Gmail without marks', `On Sat, Jan 10, 2026 at 3:12 AM Grace Hopper wrote:\n\n${QUOTED}\n`],
    [
      'Gmail in German, wrapped',
      `Am Sa., 10. Jan. 2026 um 03:12 Uhr schrieb Grace Hopper\n<notifications@github.com>:\n\n${QUOTED}\n`,
    ],
    [
      'Gmail in Spanish',
      `El sáb, 10 ene 2026 a las 3:12, Grace Hopper (<notifications@github.com>) escribió:\n\n${QUOTED}\n`,
    ],
    ['Apple Mail', `On 10 Jan 2026, at 03:12, Grace Hopper wrote:\n\n> ${QUOTED}\n`],
    [
      'Apple Mail in French',
      `Le 10 janv. 2026 à 03:12, Grace Hopper <notifications@github.com> a écrit :\n\n> > ${QUOTED}\n> wrapped\n${QUOTED}\n`,
    ],
    [
      'Apple Mail that forwards',
      `Begin forwarded message:\n\nFrom: Grace Hopper <grace@acme.org>\nSubject: Re: Stop double charges\nDate: 10 January 2026 at 03:12:00 GMT\nTo: ada@acme.org\n\n${QUOTED}\n`,
    ],
    [
      'Gmail that forwards',
      `---------- Forwarded message ---------\nFrom: Grace Hopper <grace@acme.org>\n\n${QUOTED}\n`,
    ],
    ['a client that ends a list with it', `- done\n-----Original Message-----\n\n${QUOTED}\n`],
  ])('%s: only what stands above the old mail is read', (_, mail) => {
    expect(words(`/hotfix status\n\n${mail}`)).toEqual(['/hotfix status']);
    expect(words(`Thanks.\n\n${mail}`)).toEqual([]);
  });

  it.each([
    'As Linus wrote:\n\n/hotfix status',
    'It broke at 03:12:\n\n/hotfix status',
    'From: main\nTo: develop\n\n/hotfix status',
    'Impact: all\nCause: a typo\nFix: none\nRisk: low\n\n/hotfix status',
    '____\n\n/hotfix status',
    '```\n-----BEGIN CERTIFICATE-----\n```\n/hotfix status',
    '> -----Original Message-----\n\n/hotfix status',
    '--- a/file.js ---\n/hotfix status',
  ])('%j is none', (body) => {
    expect(words(body)).toEqual(['/hotfix status']);
  });
});

describe('a hostile comment', () => {
  // A quadratic reading would take minutes, which the runner's own limit ends.
  it.each([
    ...['`', '``` `', '~~~\n', '\\', '\n', '\r', ' ', '\t', '_', '#', '*\n', '`a', '`\n'],
    ...['<!--', '-->', '<pre>', '<pre>\n', '</code>', '<a b="', '<?', '<![CDATA[', '<code>`', '>\n'],
    ...['- ', '1. ', '> ', '> - ', '- > ', '- a\n  ', '* * ', '| a ', '|a|\n|-|\n', '[a]: b\n', '[a]:\n'],
    ...[
      '-----Original Message-----',
      '-----a ',
      `${'_'.repeat(31)}\n`,
      'From: a\n',
      'De : a\nb: c\n',
      'wrote:\n',
    ],
    ...['/hotfix x <!--', '`/hotfix ', '   /hotfix:', '<!--\n/hotfix status\n'],
  ])('of 64 KB of %j is read at once', (piece) => {
    const found = words(`/hotfix status\n${piece.repeat(64_000 / piece.length)}`);
    expect(found.length).toBeLessThanOrEqual(20);
    expect(words(`${piece.repeat(64_000 / piece.length)}\n/hotfix status`).length).toBeLessThanOrEqual(20);
  });

  it('has twenty commands at most', () => {
    expect(words('/hotfix status\n'.repeat(4_000))).toHaveLength(20);
  });

  it('wakes the app wherever a command is found in it (property)', async () => {
    const piece = fc.constantFrom(
      ...[
        '/hotfix status',
        ' /hotfix',
        '`/hotfix help`',
        '/hotfix: a',
        '\n',
        '\r',
        '\u2028',
        '\0',
        ' ',
        '\t',
        '\u00a0',
      ],
      ...[
        '> ',
        '- ',
        '    ',
        '```',
        '`',
        '<!--',
        '-->',
        '<pre>',
        '</pre>',
        '\\',
        'a',
        '#',
        '---',
        '[a]:',
        '\ufeff',
      ],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const body = pieces.join('');
        fc.pre(words(body).length > 0);
        expect(await wakes(body)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
