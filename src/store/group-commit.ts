// Turns many small writes that come at once into few transactions: one disk flush then serves them all.

/** Keeps one statement's parameters far below what SQLite (32,766) and PostgreSQL (65,535) take. */
const LARGEST_GROUP = 500;

interface Waiting<Item, Answer> {
  readonly item: Item;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * Wraps `write`, which stores a group in one transaction and answers in the items' order. The returned function
 * resolves when its item's transaction is committed. A group that fails is tried again one by one, so that an item
 * that can't be written fails alone.
 */
export function groupCommit<Item, Answer>(
  write: (items: readonly Item[]) => Promise<readonly Answer[]>,
): (item: Item) => Promise<Answer> {
  let waiting: Waiting<Item, Answer>[] = [];
  let writing = false;

  async function writeOne(one: Waiting<Item, Answer>): Promise<void> {
    try {
      const [answer] = await write([one.item]);
      if (answer === undefined) throw new Error('A write gave no answer');
      one.resolve(answer);
    } catch (error) {
      one.reject(error);
    }
  }

  async function writeGroup(group: readonly Waiting<Item, Answer>[]): Promise<void> {
    const [first] = group;
    if (group.length === 1 && first !== undefined) return writeOne(first);
    let answers: readonly Answer[];
    try {
      answers = await write(group.map((one) => one.item));
    } catch {
      for (const one of group) await writeOne(one);
      return;
    }
    group.forEach((one, index) => {
      const answer = answers[index];
      if (answer === undefined) one.reject(new Error('A write gave no answer'));
      else one.resolve(answer);
    });
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.slice(0, LARGEST_GROUP);
      waiting = waiting.slice(LARGEST_GROUP);
      await writeGroup(group);
    }
    writing = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (writing) return;
      writing = true;
      // SQLite commits without ever giving way to the event loop, so whatever else this round of I/O brings in has to
      // be collected before the commit starts: afterwards each would pay for a flush of its own.
      setImmediate(() => void drain());
    });
}
