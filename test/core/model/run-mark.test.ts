import { describe, expect, it } from 'vitest';
import { CONCLUSIONS } from '../../../src/core/model/finding.ts';
import type { Subject } from '../../../src/core/model/ids.ts';
import { parseRunMark, runMark } from '../../../src/core/model/run-mark.ts';
import { branch, pullNumber, repositoryId } from '../../support/facts.ts';

const pull: Subject = { kind: 'pull', repository: repositoryId, number: pullNumber(12) };

describe('the mark of a run', () => {
  it('comes back as it was made', () => {
    const named: Subject = { kind: 'branch', repository: repositoryId, branch: branch('hotfix/v1#2@x') };
    for (const subject of [pull, named])
      for (const own of CONCLUSIONS) expect(parseRunMark(runMark(subject, own))).toEqual({ subject, own });
  });

  it('of an earlier version tells no verdict', () => {
    expect(parseRunMark('acme/shop#12')).toEqual({ subject: pull, own: null });
  });

  it.each(['', 'acme/shop', 'acme/shop#12 green', 'acme/shop#12 failure success', 'acme/shop#12 '])(
    '%j is none',
    (text) => expect(parseRunMark(text)).toBeNull(),
  );
});
