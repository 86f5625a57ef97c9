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

function isMarked({ text }: Patch, marker: string): boolean {
  const wanted = marker.toLowerCase();
  return (text ?? '').split('\n').some((line) => line.startsWith('+') && line.toLowerCase().includes(wanted));
}

function incidentOf({ document }: Case): string {
  const answer = document?.roles.incident;
  const reference =
    answer?.state === 'filled'
      ? /#\d{1,10}|[A-Z][A-Z\d]{1,15}-\d{1,10}/.exec(answer.value.text)?.[0]
      : undefined;
  return reference === undefined ? '' : ` (${reference})`;
}

/** Files in which a comment can stand once the change is merged. What git holds as binary has no lines at all. */
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
  const comment = commentLine(shown.path, `${marker}${incidentOf(hotfix)}: what was done here, and why`);
  const unseen = md`. GitHub does not show the lines of ${count(hidden, 'file')}`;
  return unmet(
    md`No added line says ${marker}`,
    fix(md`Add this comment where the change is, for example in ${code(shown.path, 100)}`, {
      language: 'text',
      text: comment,
    }),
    { detail: md`Whoever builds the proper fix searches the code for it${hidden === 0 ? md`` : unseen}` },
  );
}

function judge(pull: PullFacts, patches: readonly Patch[], marker: string, hotfix: Case): Verdict {
  const sources = sourcesIn(patches, pull);
  const marked = sources.find((patch) => isMarked(patch, marker));
  if (marked !== undefined) return met(md`The change is marked in ${code(marked.path, 100)}`);
  if (revertOf(pull) !== null)
    return notApplicable(md`It takes back what was released, and adds nothing to mark`);
  const [first] = sources;
  if (first === undefined) return notApplicable(md`No code changes`);
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
    ? notApplicable(md`The changed lines were not looked at`, { detail: reason })
    : unknown(md`The changed lines could not be read`, fix(md`Comment ${'/hotfix recheck'}`), {
        detail: reason,
      });
}

export const rule = defineRule({
  id: 'emergency-marker',
  title: 'The code says that it is an emergency fix',
  task: 'Mark the change in the code',
  why: 'Whoever builds the proper fix, or meets the code a year later, finds what was done in a hurry.',
  stage: 'change',
  default: { workflow: 'off', log: 'off', 'emergency-fix': 'on', speckit: 'off' },
  settings,
  check(hotfix, { text }) {
    const { change } = hotfix.facts;
    return [
      change.kind === 'branch'
        ? notApplicable(md`A branch is not looked into`)
        : verdictOn(change, text, hotfix),
    ];
  },
  needs: ({ facts }) => (facts.change.kind === 'pull' ? [{ kind: 'patches' }] : []),
});
