// Gives up waiting when a turn is given up: a request that stands in a queue does not hear of it by itself.

/** Settles like `work`, or rejects when `signal` aborts first. What `work` comes to after that is nobody's business. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Error('The turn was given up'));
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
