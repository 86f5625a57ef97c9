import { afterAll, describe, it } from 'vitest';
import { messagesArriveAsTheyAre, wordsArriveAsTheyAre } from './shell-properties.ts';
import { ShellStand } from './shell-stand.ts';

const stand = new ShellStand();
afterAll(() => stand.remove());

describe('whatever comes in', () => {
  it('words arrive as they are, or are not printed', () => wordsArriveAsTheyAre(stand, 250), 60_000);
  it('messages arrive as they are, or are not printed', () => messagesArriveAsTheyAre(stand, 250), 60_000);
});
