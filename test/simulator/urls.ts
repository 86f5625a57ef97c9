/** The three addresses that everything links to; known only once the server listens. */
export class Urls {
  #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  set origin(origin: string) {
    this.#origin = origin;
  }

  /** Of REST, without a trailing slash. */
  get api(): string {
    return this.#origin;
  }

  /** Of pages for people and of clones. */
  get html(): string {
    return this.#origin;
  }

  get graphql(): string {
    return `${this.#origin}/graphql`;
  }
}
