/** The samples of a metrics endpoint, by their name and labels as they stand in its text. */
export type Samples = ReadonlyMap<string, number>;

/** The URL of the metrics that a process has logged. */
export function metricsUrlIn(output: string): string {
  return /"url":"(http:[^"]+)","msg":"metrics are served"/.exec(output)?.[1] ?? '';
}

export async function scrape(url: string): Promise<{ readonly text: string; readonly samples: Samples }> {
  const text = await (await fetch(url)).text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const samples = new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(' ');
      return [line.slice(0, end), Number(line.slice(end + 1))] as const;
    }),
  );
  return { text, samples };
}

/** The samples of our own metrics that have changed, each with its difference; buckets and sums of times aside. */
export function movedBetween(before: Samples, after: Samples): Record<string, number> {
  const moved = [...after]
    .filter(([name]) => name.startsWith('darkroom_') && !/_(bucket|sum)(\{|$)/.test(name))
    .map(([name, value]) => [name.replace(/^darkroom_/, ''), value - (before.get(name) ?? 0)] as const)
    .filter(([, difference]) => difference !== 0);
  return Object.fromEntries(moved);
}
