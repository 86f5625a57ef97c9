// The names of things: branded, so that a branch can't be passed where a login is wanted. Parsed once, at the edge.

declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

export type Owner = Brand<string, 'Owner'>;
export type RepositoryName = Brand<string, 'RepositoryName'>;
export type BranchName = Brand<string, 'BranchName'>;
export type Login = Brand<string, 'Login'>;
export type Sha = Brand<string, 'Sha'>;
/** A team as people write it after the `@`: `acme/seniors`, in lower case. */
export type TeamName = Brand<string, 'TeamName'>;
export type PullNumber = Brand<number, 'PullNumber'>;
/** A moment, in milliseconds since 1970 (UTC). */
export type Instant = Brand<number, 'Instant'>;
/** A length of time, in milliseconds. */
export type Duration = Brand<number, 'Duration'>;

export interface RepositoryId {
  readonly owner: Owner;
  readonly name: RepositoryName;
}

/** What one reconcile is about: a pull request, or a branch that has none yet. */
export type Subject =
  | { readonly kind: 'pull'; readonly repository: RepositoryId; readonly number: PullNumber }
  | { readonly kind: 'branch'; readonly repository: RepositoryId; readonly branch: BranchName };

export type PullSubject = Extract<Subject, { kind: 'pull' }>;
export type BranchSubject = Extract<Subject, { kind: 'branch' }>;

/** The text form of a subject: `owner/repo#12` or `owner/repo@hotfix/v1.2.1-login`. The work table's key. */
export type SubjectKey = Brand<string, 'SubjectKey'>;

/** A repository's name has 100 characters at most. */
const OWNER = /^[A-Za-z0-9_-]{1,100}$/;
const REPOSITORY = /^[A-Za-z0-9._-]{1,100}$/;
const LOGIN = /^[a-z\d]+(?:-[a-z\d]+)*(?:_[a-z\d]+)?$/i;
const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** What `git check-ref-format` refuses, as far as it can do harm in a URL, a shell or a message. */
const NOT_IN_A_REF = /[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|^\/|\/$|\.$|\.lock$/u;

export function parseOwner(text: string): Owner | null {
  return OWNER.test(text) ? (text as Owner) : null;
}

export function parseRepositoryName(text: string): RepositoryName | null {
  return REPOSITORY.test(text) && text !== '.' && text !== '..' ? (text as RepositoryName) : null;
}

export function parseBranchName(text: string): BranchName | null {
  return text.length > 0 && text.length <= 255 && !NOT_IN_A_REF.test(text) ? (text as BranchName) : null;
}

/**
 * A person's login where people write it, without an `@`. Source: GitHub's documentation, "Username considerations": letters and
 * digits, with single hyphens between them; at most 39 characters; accounts that a company manages end in `_` and its short code.
 * Bots (`renovate[bot]`) are not named where people are.
 */
export function parseLogin(text: string): Login | null {
  return text.length <= 39 && LOGIN.test(text) ? (text as Login) : null;
}

/** A login out of GitHub's own answers. It exists, so its form is not judged: old accounts, bots and imports have others. */
export function loginFromGitHub(text: string): Login {
  return text as Login;
}

/** Parses `acme/seniors`, with or without an `@` before it. */
export function parseTeamName(text: string): TeamName | null {
  const [org = '', slug = '', ...rest] = text.replace(/^@/, '').toLowerCase().split('/');
  return OWNER.test(org) && /^[\w.-]{1,100}$/.test(slug) && rest.length === 0
    ? (`${org}/${slug}` as TeamName)
    : null;
}

/** GitHub's logins differ by more than their case: `Ada` and `ada` are one account. */
export function sameLogin(one: Login, other: Login): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

export function parseSha(text: string): Sha | null {
  return SHA.test(text) ? (text as Sha) : null;
}

export function parsePullNumber(value: number): PullNumber | null {
  return Number.isSafeInteger(value) && value > 0 ? (value as PullNumber) : null;
}

export function parseInstant(text: string): Instant | null {
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? null : (milliseconds as Instant);
}

export function duration(milliseconds: number): Duration {
  return milliseconds as Duration;
}

export function after(moment: Instant, length: Duration): Instant {
  return (moment + length) as Instant;
}

export function instant(milliseconds: number): Instant {
  return milliseconds as Instant;
}

/** Parses `owner/name`. */
export function parseRepositoryId(text: string): RepositoryId | null {
  const [first, second, ...rest] = text.split('/');
  if (first === undefined || second === undefined || rest.length > 0) return null;
  const owner = parseOwner(first);
  const name = parseRepositoryName(second);
  return owner === null || name === null ? null : { owner, name };
}

export function fullName(repository: RepositoryId): string {
  return `${repository.owner}/${repository.name}`;
}

export function subjectKey(subject: Subject): SubjectKey {
  const place = fullName(subject.repository);
  switch (subject.kind) {
    case 'pull':
      return `${place}#${subject.number}` as SubjectKey;
    case 'branch':
      return `${place}@${subject.branch}` as SubjectKey;
  }
}

/** The inverse of `subjectKey`; null for anything that it did not make. */
export function parseSubjectKey(text: string): Subject | null {
  const separator = text.search(/[#@]/);
  if (separator < 0) return null;
  const repository = parseRepositoryId(text.slice(0, separator));
  if (repository === null) return null;
  const tail = text.slice(separator + 1);
  if (text[separator] === '#') {
    const number = /^\d{1,15}$/.test(tail) ? parsePullNumber(Number(tail)) : null;
    return number === null ? null : { kind: 'pull', repository, number };
  }
  const branch = parseBranchName(tail);
  return branch === null ? null : { kind: 'branch', repository, branch };
}
