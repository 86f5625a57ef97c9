// Which subjects a delivery concerns. It decides nothing else: what is true is read from GitHub afterwards.
import { z } from 'zod';
import {
  parseBranchName,
  parsePullNumber,
  parseRepositoryId,
  parseSubjectKey,
  type RepositoryId,
  type Subject,
  subjectKey,
} from '../core/model/ids.ts';
import { parseInstallationId, type Wake } from '../reconcile/ports.ts';
import { accountOf } from './read/answer-facts.ts';

/** The events to subscribe to; the app's manifest is held against this list. */
export const HANDLED_EVENTS = [
  'check_run',
  'check_suite',
  'create',
  'issue_comment',
  'merge_group',
  'pull_request',
  'pull_request_review',
  'push',
] as const;
type HandledEvent = (typeof HANDLED_EVENTS)[number];

/** Actions that can change a verdict. Assignees, reviewers, milestones and locks cannot. */
const PULL_ACTIONS: ReadonlySet<string> = new Set([
  'closed',
  'converted_to_draft',
  'edited',
  'enqueued',
  'labeled',
  'opened',
  'ready_for_review',
  'reopened',
  'synchronize',
  'unlabeled',
]);

const envelope = z.object({
  installation: z.object({ id: z.number() }),
  repository: z.object({ id: z.number(), full_name: z.string() }),
});

const pullRequestEvent = z.object({ action: z.string(), pull_request: z.object({ number: z.number() }) });
const pushEvent = z.object({ ref: z.string(), deleted: z.boolean() });
const createEvent = z.object({ ref: z.string(), ref_type: z.string() });

const reviewEvent = z.object({
  action: z.enum(['submitted', 'edited', 'dismissed']),
  pull_request: z.object({ number: z.number() }),
});
const commentEvent = z.object({
  issue: z.object({ number: z.number(), pull_request: z.object({}) }),
  comment: z.object({ body: z.string().nullish() }),
  changes: z.object({ body: z.object({ from: z.string().nullish() }).optional() }).optional(),
});
const mergeGroupEvent = z.object({
  action: z.literal('checks_requested'),
  merge_group: z.object({ head_ref: z.string() }),
});
const pressEvent = z.object({
  action: z.literal('requested_action'),
  requested_action: z.object({ identifier: z.string().max(20) }),
  sender: z.object({ login: z.string(), type: z.string() }),
});

/** `gh-readonly-queue/{base}/pr-{number}-{sha of the base}`: the base may hold slashes. */
const QUEUE_BRANCH = /^(?:refs\/heads\/)?gh-readonly-queue\/.+\/pr-(\d{1,10})-[0-9a-f]{7,64}$/;
/** A command stands at the start of a line, give or take a few spaces and a backtick. */
const COMMAND = /^ {0,3}`?\/hotfix\b/im;

const listedPulls = z
  .array(z.object({ number: z.number(), base: z.object({ repo: z.object({ id: z.number() }) }) }).nullable())
  .nullish();
const suite = z.object({ head_branch: z.string().nullish(), pull_requests: listedPulls });
const checkSuiteEvent = z.object({ action: z.string(), check_suite: suite });
const checkRunEvent = z.object({
  action: z.string(),
  check_run: z.object({
    external_id: z.string().nullish(),
    pull_requests: listedPulls,
    check_suite: suite.nullish(),
  }),
});

interface Place {
  readonly id: RepositoryId;
  readonly databaseId: number;
}

function pullSubject(place: Place, number: number): readonly Subject[] {
  const parsed = parsePullNumber(number);
  return parsed === null ? [] : [{ kind: 'pull', repository: place.id, number: parsed }];
}

function branchSubject(place: Place, name: string | null | undefined): readonly Subject[] {
  const branch = name === null || name === undefined ? null : parseBranchName(name);
  return branch === null ? [] : [{ kind: 'branch', repository: place.id, branch }];
}

/** A fork's suite lists pull requests of the repository that it was forked from: only this repository's count. */
function pullSubjects(place: Place, pulls: z.infer<typeof listedPulls>): readonly Subject[] {
  return (pulls ?? []).flatMap((pull) =>
    pull !== null && pull.base.repo.id === place.databaseId ? pullSubject(place, pull.number) : [],
  );
}

function ofPullRequest(place: Place, payload: unknown): readonly Subject[] {
  const event = pullRequestEvent.safeParse(payload);
  if (!event.success || !PULL_ACTIONS.has(event.data.action)) return [];
  return pullSubject(place, event.data.pull_request.number);
}

function ofReview(place: Place, payload: unknown): readonly Subject[] {
  const event = reviewEvent.safeParse(payload);
  return event.success ? pullSubject(place, event.data.pull_request.number) : [];
}

/** Comments without a command, before and after an edit, change nothing. */
function ofComment(place: Place, payload: unknown): readonly Subject[] {
  const event = commentEvent.safeParse(payload);
  if (!event.success) return [];
  const { issue, comment, changes } = event.data;
  const isCommand = [comment.body, changes?.body?.from].some((text) => COMMAND.test(text ?? ''));
  return isCommand ? pullSubject(place, issue.number) : [];
}

/** The pull request's snapshot knows the head of its merge group. */
function ofMergeGroup(place: Place, payload: unknown): readonly Subject[] {
  const event = mergeGroupEvent.safeParse(payload);
  const number = event.success ? QUEUE_BRANCH.exec(event.data.merge_group.head_ref)?.[1] : undefined;
  return number === undefined ? [] : pullSubject(place, Number(number));
}

/** The button that was pressed, and by whom; null for every other delivery. */
function pressIn(event: string, payload: unknown): Wake['press'] {
  const pressed = event === 'check_run' ? pressEvent.safeParse(payload) : null;
  if (pressed === null || !pressed.success) return null;
  const { sender, requested_action } = pressed.data;
  const by = accountOf({ __typename: sender.type, login: sender.login });
  return by === null ? null : { button: requested_action.identifier, by };
}

function ofPush(place: Place, payload: unknown): readonly Subject[] {
  const event = pushEvent.safeParse(payload);
  if (!event.success || event.data.deleted || !event.data.ref.startsWith('refs/heads/')) return [];
  return branchSubject(place, event.data.ref.slice('refs/heads/'.length));
}

function ofCreate(place: Place, payload: unknown): readonly Subject[] {
  const event = createEvent.safeParse(payload);
  return event.success && event.data.ref_type === 'branch' ? branchSubject(place, event.data.ref) : [];
}

/**
 * `requested` is left out: GitHub sends it beside every push, whose own events wake the same subjects, so that it would
 * only double the reads.
 */
function ofCheckSuite(place: Place, payload: unknown): readonly Subject[] {
  const event = checkSuiteEvent.safeParse(payload);
  if (!event.success || event.data.action !== 'rerequested') return [];
  const { check_suite } = event.data;
  const pulls = pullSubjects(place, check_suite.pull_requests);
  return pulls.length > 0 ? pulls : branchSubject(place, check_suite.head_branch);
}

/** `created` and `completed` are echoes of the app's own writes. */
function ofCheckRun(place: Place, payload: unknown): readonly Subject[] {
  const event = checkRunEvent.safeParse(payload);
  if (!event.success || !['rerequested', 'requested_action'].includes(event.data.action)) return [];
  const { check_run } = event.data;
  // A fork's run lists no pull request, so that the run itself says whose it is.
  const own = parseSubjectKey(check_run.external_id ?? '');
  const here = own !== null && subjectKey({ ...own, repository: place.id }) === subjectKey(own) ? [own] : [];
  const all = [...here, ...pullSubjects(place, check_run.pull_requests)];
  return all.length > 0 ? all : branchSubject(place, check_run.check_suite?.head_branch);
}

const SUBJECTS: Readonly<Record<HandledEvent, (place: Place, payload: unknown) => readonly Subject[]>> = {
  check_run: ofCheckRun,
  check_suite: ofCheckSuite,
  create: ofCreate,
  issue_comment: ofComment,
  merge_group: ofMergeGroup,
  pull_request: ofPullRequest,
  pull_request_review: ofReview,
  push: ofPush,
};

function isHandled(event: string): event is HandledEvent {
  return HANDLED_EVENTS.some((handled) => handled === event);
}

/**
 * The subjects that a delivery asks to look at, each once; none for what cannot change a verdict.
 * @param event the `X-GitHub-Event` header
 * @param payload the parsed body, of which nothing is taken for granted
 */
export function wakesFor(event: string, payload: unknown): readonly Wake[] {
  if (!isHandled(event)) return [];
  const parsed = envelope.safeParse(payload);
  if (!parsed.success) return [];
  const installation = parseInstallationId(parsed.data.installation.id);
  const id = parseRepositoryId(parsed.data.repository.full_name);
  if (installation === null || id === null) return [];
  const subjects = SUBJECTS[event]({ id, databaseId: parsed.data.repository.id }, payload);
  const unique = new Map(subjects.map((subject) => [subjectKey(subject), subject]));
  const press = pressIn(event, payload);
  return [...unique.values()].map((subject) => ({ subject, installation, press }));
}
