/** Comments under issues and pull requests. */
import { forbidden, validationFailed } from '../http/errors.ts';
import type { JsonObject } from '../json.ts';
import { serializeIssueComment } from '../serialize/comment.ts';
import { serializeIssue } from '../serialize/issue.ts';
import type { Issue, IssueComment } from '../state/issues.ts';
import type { Act } from './act.ts';
import { mayTriage, mayWrite } from './act.ts';
import { touch } from './issue-events.ts';
import { checkText } from './issue-record.ts';

function tell(act: Act, issue: Issue, comment: IssueComment, action: string, extra: JsonObject = {}): void {
  const { world, repo, person } = act;
  const payload = {
    issue: serializeIssue(world, repo, issue),
    comment: serializeIssueComment(world, repo, comment),
    ...extra,
  };
  world.events.emit({ event: 'issue_comment', action, repo, sender: person, payload });
}

function issueWith(act: Act, comment: IssueComment): Issue {
  const issue = act.repo.issues.get(comment.issueNumber);
  if (!issue) throw new Error(`comment ${comment.id} has no issue`);
  return issue;
}

export function addComment(act: Act, issue: Issue, body: string): IssueComment {
  const { world, repo, person, app } = act;
  if (body.trim() === '')
    throw validationFailed([{ resource: 'IssueComment', code: 'missing_field', field: 'body' }]);
  checkText('IssueComment', { body });
  if (issue.locked && !mayTriage(act)) throw forbidden('Unable to create comment because issue is locked.');
  const now = world.now();
  const comment: IssueComment = {
    id: world.ids.next(),
    issueNumber: issue.number,
    authorId: person.id,
    body,
    appId: app?.id ?? null,
    reactions: [],
    minimizedReason: null,
    createdAt: now,
    updatedAt: now,
  };
  repo.comments.set(comment.id, comment);
  touch(act, issue);
  tell(act, issue, comment, 'created');
  return comment;
}

function requireOwn(act: Act, comment: IssueComment): void {
  const allowed =
    comment.authorId === act.person.id || act.app !== null || mayWrite(act.world, act.repo, act.person.id);
  if (!allowed) throw forbidden('Must have admin rights to Repository.');
}

export function editComment(act: Act, comment: IssueComment, body: string): void {
  requireOwn(act, comment);
  checkText('IssueComment', { body });
  const changes = { body: { from: comment.body } };
  comment.body = body;
  comment.updatedAt = act.world.now();
  tell(act, issueWith(act, comment), comment, 'edited', { changes });
}

export function deleteComment(act: Act, comment: IssueComment): void {
  requireOwn(act, comment);
  act.repo.comments.delete(comment.id);
  tell(act, issueWith(act, comment), comment, 'deleted');
}
