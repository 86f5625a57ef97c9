// The laws of the template engine on many templates and bodies.
import { describeTemplateEngine } from './properties.ts';

describeTemplateEngine(500);
