// The form that the button "Add bypass block" writes: the policy's template, with its reasons as lines to choose from.
import { reasonLines } from '../advice/bypass-text.ts';
import { reasonField } from '../case/bypass-block.ts';
import type { Policy } from '../policy/policy.ts';
import { labelsOf } from '../template/text/shapes.ts';

export function bypassForm(policy: Policy): string {
  const { fields, source } = policy.templates.bypass.template;
  const field = reasonField(fields);
  const lines = source
    .trim()
    .split('\n')
    .map((line) => {
      const labels = labelsOf(line);
      // A line that asks for more than the reason stays as it is.
      const asksForIt = field?.form === 'label' && labels.length === 1 && labels[0]?.name === field.label;
      return asksForIt ? reasonLines(field.label, policy.bypass) : [line];
    });
  return lines.flat().join('\n');
}
