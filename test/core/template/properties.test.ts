// The laws of the template engine on a few templates each; `properties.long.test.ts` tries many.
import { describeTemplateEngine } from './properties.ts';

describeTemplateEngine(50);
