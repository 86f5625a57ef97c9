// E1: the code itself says that it was changed in an emergency, so that the proper fix finds it.
import { z } from 'zod';
import { type Case, defineRule } from '../case/rule.ts';
import type { ChangedFile, Patch, PullFacts } from '../model/facts/pull.ts';
import { fix, met, notApplicable, unknown, unmet, type Verdict } from '../model/finding.ts';
import { code, count, md } from '../model/markdown.ts';
import { commentLine, holdsComments } from '../scope/comment-syntax.ts';
import { pathMatcher } from '../scope/path-patterns.ts';
import { revertOf } from '../scope/reverts.ts';
import { DEFAULT_TEST_PATHS, DEFAULT_UNTESTED_PATHS } from '../scope/test-paths.ts';

const NO_CODE = [...DEFAULT_TEST_PATHS, ...DEFAULT_UNTESTED_PATHS];

const settings = z.strictObject({
  text: z.string().min(3).max(60).default('EMERGENCY FIX').describe('What the comment says.'),
});

/** What the author replaces in the comment that is offered. */
const BLANK = '[what was done here, and why]';

function markersIn({ text }: Patch, marker: string): readonly string[] {
  const wanted = marker.toLowerCase();
  return (text ?? '')
    .split('\n')
    .filter((line) => line.startsWith('+') && line.toLowerCase().includes(wanted));
}

function isMarked(patch: Patch, marker: string): boolean {
  return markersIn(patch, marker).some((line) => !line.includes(BLANK));
}

function incidentOf({ document }: Case): string {
  const answer = document?.roles.incident;
  const reference =
    answer?.state === 'filled'
      ? /#\d{1,10}|[A-Z][A-Z\d]{1,15}-\d{1,10}/.exec(answer.value.text)?.[0]
      : undefined;
  return reference === undefined ? '' : ` (${reference})`;
}

/** Files in which a comment can stand once the change is merged. A binary file has no lines. */
function sourcesIn(patches: readonly Patch[], { files }: PullFacts): readonly Patch[] {
  const listed = files.known ? files.value.listed : [];
  const isNoCode = pathMatcher(NO_CODE);
  const byPath = new Map<string, ChangedFile>(listed.map((file) => [file.path, file]));
  return patches.filter(({ path, text }) => {
    const file = byPath.get(path);
    const isBinary = text === null && file !== undefined && file.additions + file.deletions === 0;
    return file?.status !== 'removed' && !isBinary && !isNoCode(path) && holdsComments(path);
  });
}

function unmarked(shown: Patch, hidden: number, marker: string, hotfix: Case): Verdict {
  const comment = commentLine(shown.path, `${marker}${incidentOf(hotfix)}: ${BLANK}`);
  const todo = md`Add this comment where the change is, for example in ${code(shown.path, 100)}, and replace the placeholder`;
  return unmet(md`0 added lines say ${marker}`, fix(todo, { language: 'text', text: comment }), {
    detail: hidden === 0 ? null : md`GitHub does not show the lines of ${count(hidden, 'file')}`,
  });
}

function judge(pull: PullFacts, patches: readonly Patch[], marker: string, hotfix: Case): Verdict {
  const sources = sourcesIn(patches, pull);
  const marked = sources.find((patch) => isMarked(patch, marker));
  if (marked !== undefined) return met(md`The change is marked in ${code(marked.path, 100)}`);
  if (revertOf(pull) !== null)
    return notApplicable(md`The change only reverts released commits, so there is nothing to mark`);
  const unfinished = sources.find((patch) => markersIn(patch, marker).length > 0);
  if (unfinished !== undefined)
    return unmet(
      md`The ${marker} comment still holds a placeholder: ${BLANK}`,
      fix(md`Replace it with what you changed there, and why`),
      { at: { document: unfinished.path, line: null } },
    );
  const [first] = sources;
  if (first === undefined) return notApplicable(md`The change has 0 files that take a comment`);
  const shown = sources.filter(({ text }) => text !== null);
  const hidden = sources.length - shown.length;
  return unmarked(
    shown.find(({ text }) => /^\+/m.test(text ?? '')) ?? shown[0] ?? first,
    hidden,
    marker,
    hotfix,
  );
}

function verdictOn(pull: PullFacts, marker: string, hotfix: Case): Verdict {
  const { patches } = pull;
  if (patches.known) return judge(pull, patches.value, marker, hotfix);
  const reason = { markdown: patches.reason };
  return patches.cause === 'not-given'
    ? notApplicable(md`The changed lines were not checked`, { detail: reason })
    : unknown(md`The changed lines could not be read`, fix(md`Comment ${'/hotfix recheck'}`), {
        detail: reason,
      });
}

export const rule = defineRule({
  id: 'emergency-marker',
  title: 'The code says that it is an emergency fix',
  task: 'Mark the change in the code',
  why: 'The comment lets people find the emergency code when they build the proper fix.',
  stage: 'change',
  default: { workflow: 'off', log: 'off', 'emergency-fix': 'on', speckit: 'off' },
  settings,
  check(hotfix, { text }) {
    const { change } = hotfix.facts;
    return [
      change.kind === 'branch'
        ? notApplicable(md`The marker is checked on the pull request`)
        : verdictOn(change, text, hotfix),
    ];
  },
  needs: ({ facts }) => (facts.change.kind === 'pull' ? [{ kind: 'patches' }] : []),
});
