/** Refusals in GitHub's words. Throw one anywhere below a route; the server turns it into the answer. */
import type { Json, JsonObject } from '../json.ts';

export class GitHubError extends Error {
  readonly status: number;
  readonly errors: Json[] | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    errors: Json[] | null = null,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'GitHubError';
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }

  /** `docs` is the path on docs.github.com that the route declares. */
  body(docs: string): JsonObject {
    return {
      message: this.message,
      ...(this.errors ? { errors: this.errors } : {}),
      documentation_url: `https://docs.github.com${docs}`,
      status: String(this.status),
    };
  }
}

export function notFound(message = 'Not Found'): GitHubError {
  return new GitHubError(404, message);
}

export function forbidden(message: string): GitHubError {
  return new GitHubError(403, message);
}

/** 422 with a list such as `[{resource: 'Issue', field: 'title', code: 'missing_field'}]`. */
export function validationFailed(errors: Json[], message = 'Validation Failed'): GitHubError {
  return new GitHubError(422, message, errors);
}

/** 422 with only a sentence ("Reference already exists"). */
export function unprocessable(message: string): GitHubError {
  return new GitHubError(422, message);
}

export function conflict(message: string): GitHubError {
  return new GitHubError(409, message);
}
