// The app as Probot knows it: which subjects each event wakes. A delivery decides nothing; what it wakes is looked at afterwards.
import type { Context, Probot } from 'probot';
import { type Subject, subjectKey } from './core/model/ids.ts';
import {
  actorOf,
  commandedPull,
  commentHints,
  createdBranch,
  type Place,
  placeOf,
  pull,
  pullHints,
  pushedBranch,
  pushHints,
  queuedPull,
  queueHints,
  reviewHints,
  runSubjects,
  suiteSubjects,
} from './github/subjects.ts';
import type { Hint } from './reconcile/hints.ts';
import { type Delivery, type Log, parseInstallationId, type Wake } from './reconcile/ports.ts';

/** A delivery that asks for a look at something. */
export type Woken = Omit<Delivery, 'receivedAt'>;

/** Where the app's handlers leave what they find. */
export interface WakePort {
  /** Called at most once for each delivery, and not at all where it wakes nobody. Rejects when the wake could not be kept. */
  wake(woken: Woken): Promise<void>;
  readonly log: Pick<Log, 'warn'>;
}

/** The part of a context that every one of our events has. */
interface Received {
  readonly id: string;
  readonly name: string;
  readonly payload: {
    readonly action?: string;
    readonly installation?: { readonly id: number } | undefined;
    readonly repository?: { readonly id: number; readonly full_name: string } | undefined;
  };
}

/** Makes Probot's application function: `probot.load(hotfixWarden({ wake, log }))`. */
export function hotfixWarden({ wake, log }: WakePort): (app: Pick<Probot, 'on'>) => void {
  /** Wakes what `subjects` names, each once. */
  async function look(
    { id, name, payload }: Received,
    subjects: (place: Place) => readonly Subject[],
    { press, hints }: { press?: () => Wake['press']; hints?: () => readonly Hint[] } = {},
  ): Promise<void> {
    const wakes = published({ id, name }, () => {
      const place = payload.repository === undefined ? null : placeOf(payload.repository);
      const installation = parseInstallationId(payload.installation?.id ?? 0);
      if (place === null || installation === null) return [];
      const unique = new Map(subjects(place).map((subject) => [subjectKey(subject), subject]));
      return [...unique.values()].map((subject) => ({
        subject,
        installation,
        press: press?.() ?? null,
        hints: hints?.() ?? [],
      }));
    });
    if (wakes.length > 0) await wake({ guid: id, event: name, action: payload.action ?? null, wakes });
  }

  /** The types say what GitHub publishes; a payload that lacks some of it wakes nobody, and must not look like a failure of ours. */
  function published(delivery: object, read: () => readonly Wake[]): readonly Wake[] {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      log.warn({ ...delivery, error: error.message }, 'A delivery lacks what GitHub publishes for its event');
      return [];
    }
  }

  return (app) => {
    app.on(
      [
        // Those that can change a verdict. Assignees, reviewers, milestones and locks cannot.
        'pull_request.closed',
        'pull_request.converted_to_draft',
        'pull_request.edited',
        'pull_request.enqueued',
        'pull_request.labeled',
        'pull_request.opened',
        'pull_request.ready_for_review',
        'pull_request.reopened',
        'pull_request.synchronize',
        'pull_request.unlabeled',
      ],
      (context) =>
        look(context, (place) => pull(place, context.payload.pull_request.number), {
          hints: () => pullHints(context.payload),
        }),
    );
    app.on(
      ['pull_request_review.dismissed', 'pull_request_review.edited', 'pull_request_review.submitted'],
      (context) =>
        look(context, (place) => pull(place, context.payload.pull_request.number), {
          hints: () => reviewHints(context.payload),
        }),
    );
    app.on('issue_comment', (context) =>
      look(context, (place) => commandedPull(place, context.payload), {
        hints: () => commentHints(context.payload),
      }),
    );
    app.on('push', (context) =>
      look(context, (place) => pushedBranch(place, context.payload), {
        hints: () => pushHints(context.payload),
      }),
    );
    app.on('create', (context) => look(context, (place) => createdBranch(place, context.payload)));
    app.on('merge_group.checks_requested', (context) =>
      look(context, (place) => queuedPull(place, context.payload.merge_group.head_ref), {
        hints: () => queueHints(context.payload),
      }),
    );
    // `requested` is left out: GitHub sends it beside every push, whose own events wake the same subjects.
    app.on('check_suite.rerequested', (context) =>
      look(context, (place) => suiteSubjects(place, context.payload.check_suite)),
    );
    // `created` and `completed` are echoes of the app's own writes.
    app.on('check_run.rerequested', (context) =>
      look(context, (place) => runSubjects(place, context.payload.check_run)),
    );
    app.on('check_run.requested_action', (context) =>
      look(context, (place) => runSubjects(place, context.payload.check_run), {
        press: () => pressIn(context.payload),
      }),
    );
  };
}

/** The longest identifier that GitHub takes for a button. */
const LONGEST_BUTTON = 20;

/** The button that was pressed, and who pressed it. */
function pressIn({
  requested_action,
  sender,
}: Context<'check_run.requested_action'>['payload']): Wake['press'] {
  const button = requested_action?.identifier ?? '';
  const by = actorOf(sender);
  return by === null || button === '' || button.length > LONGEST_BUTTON ? null : { button, by };
}

/** The events that the app subscribes to, without their actions; the manifest asks for these. */
export function subscriptions(): ReadonlySet<string> {
  const names = new Set<string>();
  const none: WakePort = { wake: async () => {}, log: { warn() {} } };
  hotfixWarden(none)({
    on: (events) => {
      for (const name of [events].flat()) names.add(name.replace(/\..*/, ''));
    },
  });
  return names;
}
