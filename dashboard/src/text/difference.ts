// What differs between two texts, line by line: the shortest way from one to the other, with a few
// lines around each change.

export type Line = { kind: "same" | "added" | "removed"; text: string };
/// Lines that follow one another; `left_out` same lines stood before them.
export type Hunk = { leftOut: number; lines: Line[] };

const around = 3;
/// Beyond so many pairs of lines the changed part is shown as removed and added as a whole.
const pairsMax = 4_000_000;

export function differences(before: string, after: string): Hunk[] {
  const a = before.split("\n");
  const b = after.split("\n");
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const same = (text: string): Line => ({ kind: "same", text });
  const lines = [
    ...a.slice(0, head).map(same),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map(same),
  ];
  return hunksOf(lines);
}

/// By the longest common subsequence.
function middle(a: string[], b: string[]): Line[] {
  const removed = (text: string): Line => ({ kind: "removed", text });
  const added = (text: string): Line => ({ kind: "added", text });
  if (a.length * b.length > pairsMax) return [...a.map(removed), ...b.map(added)];
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] =
        a[i] === b[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
    }
  }
  const lines: Line[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: "same", text: a[i]! });
      i++;
      j++;
    } else if (j === b.length || (i < a.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!)) {
      lines.push(removed(a[i++]!));
    } else lines.push(added(b[j++]!));
  }
  return lines;
}

function hunksOf(lines: Line[]): Hunk[] {
  const isNear = lines.map((_, at) =>
    lines.slice(Math.max(0, at - around), at + around + 1).some((line) => line.kind !== "same"),
  );
  const hunks: Hunk[] = [];
  let leftOut = 0;
  for (const [at, line] of lines.entries()) {
    if (!isNear[at]) {
      leftOut++;
      continue;
    }
    if (at === 0 || !isNear[at - 1]) {
      hunks.push({ leftOut, lines: [] });
      leftOut = 0;
    }
    hunks.at(-1)!.lines.push(line);
  }
  return hunks;
}
