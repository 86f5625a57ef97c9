// Numbers of repeated measurements, and how they are printed.

export interface Figures {
  readonly median: number;
  readonly p99: number;
  readonly min: number;
  readonly max: number;
}

export function figures(samples: readonly number[]): Figures {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return { median: at(0.5), p99: at(0.99), min: at(0), max: at(1) };
}

export function row(what: string, measured: string, budget: string): void {
  process.stdout.write(`${what.padEnd(58)} ${measured.padEnd(34)} ${budget}\n`);
}

export function milliseconds({ median, min, p99 }: Figures): string {
  return `${median.toFixed(1)} ms (min ${min.toFixed(1)}, p99 ${p99.toFixed(1)})`;
}
