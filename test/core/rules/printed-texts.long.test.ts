import { afterAll, describe, it } from 'vitest';
import { ShellStand } from '../support/shell-stand.ts';
import {
  labelsArrive,
  messagesArrive,
  movesArrive,
  renamesArrive,
  restoredPathsArrive,
} from './printed-properties.ts';

const stand = new ShellStand();
afterAll(() => stand.remove());

describe('whatever comes in', () => {
  it('W2: renames', () => renamesArrive(stand, 400), 120_000);
  it('W3: moves', () => movesArrive(stand, 400), 120_000);
  it('W4: messages', () => messagesArrive(stand, 400), 120_000);
  it('W6: paths', () => restoredPathsArrive(stand, 400), 120_000);
  it('W1: labels', () => labelsArrive(stand, 400), 120_000);
});
