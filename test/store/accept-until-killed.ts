// A process for the crash test: accepts deliveries as fast as it can and prints the GUID of each that was acknowledged.
import { instant } from '../../src/core/model/ids.ts';
import { openStore } from '../../src/store/open-store.ts';
import { deliveryOf } from './samples.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: accept-until-killed FOLDER');
const store = await openStore(folder);
let next = 0;
async function acceptForEver(): Promise<void> {
  for (;;) {
    const number = ++next;
    await store.inbox.accept(deliveryOf(`g-${number}`, [`acme/shop#${number}`], instant(1_000)));
    process.stdout.write(`g-${number}\n`);
  }
}
await Promise.all(Array.from({ length: 16 }, acceptForEver));
