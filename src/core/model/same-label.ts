// Names of labels are one name in any case: GitHub keeps no two that differ in nothing else.

export function sameLabel(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
