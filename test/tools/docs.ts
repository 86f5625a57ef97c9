// npm run docs
import { writeDocs } from './write-docs.ts';

await writeDocs();
