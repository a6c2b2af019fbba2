import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { type Edits, FlowText, type Where } from "./edits";
import { apply, type Edit } from "./text";
import { isMapping, type Path, type Value } from "./value";

vi.setConfig({ testTimeout: 60_000 });

const folder = join(import.meta.dirname, "../../../catalogue/flows");
const catalogue = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")] as const);

/// Numbers that look random and are the same each time.
function numbers(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const words = ["alpha", "it's", 'a "b"', "x: y", "# no comment", "- dash", "yes", "012", "1.10", "{{ target }}", "[a]", "ünï 🎉", "a\\b", "*", "null"];

const odd = [...words, "two\nlines", "  begins with blanks\nand a line\n", "7", ""];

/// A flow with every odd style that YAML has: comments, quotes, flow collections, blocks of both kinds.
function generated(seed: number): string {
  const pick = numbers(seed);
  const word = () => words[pick(words.length)]!;
  const quoted = () => (pick(2) ? JSON.stringify(word()) : `'${word().replaceAll("'", "''")}'`);
  const comment = () => (pick(3) === 0 ? `  # ${word()}` : "");
  const blank = () => (pick(4) === 0 ? "\n" : "");
  const step = (number: number) => {
    const bodies = [
      `type: custom_tool${comment()}\n${blank()}command: |${pick(2) ? "-" : ""}\n    set -e\n\n    echo ${pick(99)}   \n      deeper\n${blank()}# between\ntimeout:   ${pick(900) + 1}${comment()}\nbecome: {user: postgres, method: sudo}${comment()}\n`,
      `checks:\n- ${quoted()}${comment()}\n# about the next\n-   ${quoted()}\n- |\n  a\n  b\n\ntype: validate\nsecrets: [ one,two ]\n`,
      `type: notify\nmessage: >-\n  folded text that\n  goes on\n\n  and on\n"severity": 'warning'\n`,
      `type: task\nverification: {prompt: ${JSON.stringify(word())}, type: checkbox}\nchecklist: [${quoted()}, ${quoted()}]\nfallback:\n    - title: ${quoted()}   ${comment()}\n\n      kind: action\n    - {title: ${JSON.stringify(word())}}\n`,
      `type: wait\nseconds: ${pick(600) + 1}`,
    ];
    const fence = pick(3) ? "```" : "~~~~";
    const prose = pick(2) ? `\nProse with *marks*  \nand a block:\n\n\`\`\`sh\n# not a heading\nls\n\`\`\`\n\n` : blank();
    return `### Step ${number}: ${word()} ${number}${pick(4) ? "" : " ###"}\n${prose}${fence}yaml\n${bodies[pick(bodies.length)]!.replace(/\n?$/, "\n")}${fence}\n\n${blank()}`;
  };
  const steps = Array.from({ length: 1 + pick(5) }, (_, index) => step(index + 1)).join("");
  const rollback = pick(2) ? `## Rollback\n\n${step(1)}` : "";
  const text = `---\n# first\nsubject: ${quoted()}${comment()}\nrisk_level:   low\n\nstrategy: rings\nstrategy_config:\n    rings:\n    - {name: canary, percent: 10}${comment()}\n    - name: broad   # all\n      percent: 100\n    max_failures: 5%\ntags: [a, "b c"]\nvariables:\n  one:\n    default: ${pick(99)}\n    # why\n    help: >-\n      Some help\n      in lines.\n  two:\n---\n${blank()}\nName of it\n==========\n\nWords *about* it.\n\n## Notes first\n\n### Step of nobody\n\n## Steps\n\n${steps}${rollback}## Notes\n\nEnd${pick(2) ? "\n" : ""}`;
  return pick(3) === 0 ? text.replaceAll("\n", "\r\n") : text;
}

const texts = [...catalogue, ...Array.from({ length: 50 }, (_, seed) => [`generated ${seed}`, generated(seed)] as const)];

const placesOf = (flow: FlowText): Where[] => [
  "front",
  ...(["steps", "rollback"] as const).flatMap((section) =>
    (flow.parts[section]?.steps ?? []).map((_, index) => ({ section, index }))),
];

/// All scalars and all lists of a value with their paths.
function* pathsOf(value: Value, path: Path = []): Generator<{ path: Path; value: Value }> {
  yield { path, value };
  const entries = Array.isArray(value) ? [...value.entries()] : isMapping(value) ? Object.entries(value) : [];
  for (const [key, one] of entries) yield* pathsOf(one, [...path, key]);
}

function after(flow: FlowText, edits: Edits): FlowText {
  expect(edits).not.toBeNull();
  return new FlowText(apply(flow.text, edits!));
}

/// The lines of the text that edits leave alone.
const untouched = (text: string, edits: Edit[]) => {
  const marked = apply(text, edits.map((edit) => ({ ...edit, insert: "\u0000" })));
  return marked.split("\u0000");
};

describe.each(texts)("%s", (_, text) => {
  const flow = new FlowText(text);

  test("is read as a whole", () => {
    expect(flow.parts.front?.isEditable).toBe(true);
    expect(flow.parts.title).not.toBe("");
    for (const step of flow.parts.steps!.steps) expect(step.block?.isEditable).toBe(true);
  });

  test("setting what is there changes nothing", () => {
    for (const where of placesOf(flow)) {
      for (const { path, value } of pathsOf(flow.block(where)!.value)) {
        if (path.length > 0) expect(flow.set(where, path, value), path.join(".")).toEqual([]);
      }
      if (where === "front") continue;
      const step = flow.parts[where.section]!.steps[where.index]!;
      expect(flow.setStepTitle(where, step.title)).toEqual([]);
      expect(flow.setStepProse(where, step.prose)).toEqual([]);
    }
    expect(flow.setTitle(flow.parts.title)).toEqual([]);
    expect(flow.setDescription(flow.parts.description)).toEqual([]);
  });

  test("each scalar is set to odd texts, in one place", () => {
    let turn = 0;
    for (const where of placesOf(flow)) {
      for (const { path, value } of pathsOf(flow.block(where)!.value)) {
        if (typeof value !== "string") continue;
        const word = odd[turn++ % odd.length]!;
        const edits = flow.set(where, path, word);
        expect(edits, `${path.join(".")} = ${JSON.stringify(word)} in ${JSON.stringify(where)}`).not.toBeNull();
        expect(after(flow, edits).value(where, path)).toBe(word);
        const { from, to } = flow.block(where)!.range;
        expect(edits!.length).toBeLessThan(2);
        for (const edit of edits!) expect(from <= edit.from && edit.to <= to).toBe(true);
      }
    }
  });

  test("each key is removed with its own lines alone", () => {
    for (const where of placesOf(flow)) {
      for (const { path } of pathsOf(flow.block(where)!.value)) {
        if (path.length === 0) continue;
        const edits = flow.remove(where, path);
        expect(edits, `${path.join(".")} in ${JSON.stringify(where)}`).not.toBeNull();
        const changed = after(flow, edits);
        if (typeof path.at(-1) === "string") expect(changed.value(where, path)).toBeUndefined();
        expect(untouched(text, edits!).join("").length).toBeLessThan(text.length);
      }
    }
  });

  test("a key that is new comes and goes without a trace", () => {
    for (const where of placesOf(flow)) {
      const key = where === "front" ? "estimated_minutes" : "retries";
      if (flow.value(where, [key]) !== undefined) continue;
      const changed = after(flow, flow.set(where, [key], 3));
      expect(changed.value(where, [key])).toBe("3");
      expect(after(changed, changed.remove(where, [key])).text).toBe(text);
    }
  });

  test("items of lists come, move and go without a trace", () => {
    for (const where of placesOf(flow)) {
      for (const { path, value } of pathsOf(flow.block(where)!.value)) {
        if (!Array.isArray(value) || value.length === 0) continue;
        for (let index = 0; index <= value.length; ++index) {
          const more = after(flow, flow.insertItem(where, path, index, "x: '1'"));
          expect(more.value(where, [...path, index])).toBe("x: '1'");
          expect(after(more, more.remove(where, [...path, index])).text).toBe(text);
        }
        const last = value.length - 1;
        const turned = after(flow, flow.moveItem(where, path, 0, last));
        expect(after(turned, turned.moveItem(where, path, last, 0)).text).toBe(text);
      }
    }
  });

  test("steps come, move and go without a trace", () => {
    for (const section of ["steps", "rollback"] as const) {
      const count = flow.parts[section]?.steps.length ?? 0;
      for (let index = 0; index < count; ++index) {
        const more = after(flow, flow.insertStep(section, index, "New one", { type: "wait", seconds: 60 }));
        expect(more.parts[section]!.steps).toHaveLength(count + 1);
        expect(after(more, more.removeStep(section, index)).text).toBe(text);
        const twice = after(flow, flow.duplicateStep(section, index, "Other"));
        expect(after(twice, twice.removeStep(section, index + 1)).text).toBe(text);
        const turned = after(flow, flow.moveStep(section, index, 0));
        expect(turned.parts[section]!.steps[0]!.title).toBe(flow.parts[section]!.steps[index]!.title);
        expect(after(turned, turned.moveStep(section, 0, index)).text).toBe(text);
      }
    }
  });

  test("titles and prose are set and set back", () => {
    const named = after(flow, flow.setTitle("Another name"));
    expect(after(named, named.setTitle(flow.parts.title)).text).toBe(text);
    const described = after(flow, flow.setDescription("Other words.\n\nAnd more."));
    expect(described.parts.description.replaceAll("\r", "")).toBe("Other words.\n\nAnd more.");
    for (const where of placesOf(flow)) {
      if (where === "front") continue;
      const { prose, title, proseRange } = flow.parts[where.section]!.steps[where.index]!;
      const isTight = prose === "" && !/^\r?\n/.test(text.slice(proseRange.to));
      const told = after(flow, flow.setStepProse(where, "Told\nin lines."));
      const untold = after(told, told.setStepProse(where, prose));
      if (!isTight) expect(untold.text).toBe(text);
      const called = after(flow, flow.setStepTitle(where, "Never called so"));
      expect(after(called, called.setStepTitle(where, title)).text).toBe(text);
    }
  });
});
