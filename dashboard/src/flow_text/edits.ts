// Every edit of a flow's text that a form can make. Each is proven before it is given out: the text
// after it is read again and must say what was wanted, and the same as before everywhere else. Null
// where that fails: such a text has to be edited by hand, as it is never damaged here.
import { frontMatterKeys, stepKeys } from "./fields";
import { type Parts, readParts, type SectionName, type StepPart } from "./parts";
import { apply, type Edit, lineBreak, type Range, trimmed } from "./text";
import { asValue, changedAt, isEqual, moved, type Path, type Value, valueAt, withoutAt, type Written } from "./value";
import { permuted, YamlEditor } from "./yaml_edit";
import { writeEntries } from "./yaml_write";

export type Edits = Edit[] | null;
/// The front matter, or a step by its section and its place in it.
export type Where = "front" | { section: SectionName; index: number };

/// All that a text says, without the places.
type StepMeaning = { title: string; prose: string; value: Value };
type Meaning = {
  front: Value; title: string; description: string;
  steps: StepMeaning[] | null; rollback: StepMeaning[] | null;
};

const lf = (text: string) => text.replaceAll("\r\n", "\n");
const meaningOf = (parts: Parts): Meaning => {
  const stepsOf = (name: SectionName) =>
    parts[name]?.steps.map(({ title, prose, block }) => ({ title, prose: lf(prose), value: block?.value ?? null })) ?? null;
  return {
    front: parts.front?.value ?? null, title: parts.title, description: lf(parts.description),
    steps: stepsOf("steps"), rollback: stepsOf("rollback"),
  };
};

/// One text with its parts, which edits are asked of.
export class FlowText {
  readonly text: string;
  readonly parts: Parts;

  constructor(text: string) {
    this.text = text;
    this.parts = readParts(text);
  }

  block(where: Where) {
    return where === "front" ? this.parts.front : (this.#step(where)?.block ?? null);
  }

  value(where: Where, path: Path): Value | undefined {
    return valueAt(this.block(where)?.value ?? null, path);
  }

  // --- keys ---------------------------------------------------------------------------------------

  set(where: Where, path: Path, value: Written): Edits {
    return this.#change(where, (yaml) => yaml.set(path, value), (old) => changedAt(old, path, () => asValue(value)));
  }

  /// No change where there is none.
  remove(where: Where, path: Path): Edits {
    if (this.value(where, path) === undefined) return this.block(where)?.isEditable ? [] : null;
    return this.#change(where, (yaml) => yaml.remove(path), (old) => withoutAt(old, path));
  }

  insertItem(where: Where, path: Path, index: number, value: Written): Edits {
    return this.#change(where, (yaml) => yaml.insert(path, index, value), (old) =>
      changedAt(old, path, (list) => (Array.isArray(list) ? list : []).toSpliced(index, 0, asValue(value))));
  }

  moveItem(where: Where, path: Path, from: number, to: number): Edits {
    return this.#change(where, (yaml) => yaml.move(path, from, to), (old) =>
      changedAt(old, path, (list) => (Array.isArray(list) ? moved(list, from, to) : list)));
  }

  /// Gives a key another name, in its place.
  renameKey(where: Where, path: Path, name: string): Edits {
    return this.#change(where, (yaml) => yaml.rename(path, name), (old) =>
      changedAt(old, path.slice(0, -1), (map) =>
        Object.fromEntries(Object.entries(map ?? {}).map(([key, value]) => [key === path.at(-1) ? name : key, value]))));
  }

  // --- texts --------------------------------------------------------------------------------------

  setTitle(title: string): Edits {
    const range = this.parts.titleRange;
    if (!range || !isOneLine(title)) return null;
    return this.#proven([{ ...range, insert: title }], (old) => ({ ...old, title }));
  }

  setDescription(text: string): Edits {
    const description = trimmedProse(text);
    return this.#proven(this.#prose(this.parts.descriptionRange, description), (old) => ({ ...old, description }));
  }

  /// The options that name the step are named after it.
  setStepTitle(where: Exclude<Where, "front">, title: string): Edits {
    const step = this.#step(where);
    if (!step || !isOneLine(title)) return null;
    const before = step.title;
    const isNamed = (name: string) => name.trim().toLowerCase() === before.toLowerCase();
    const goTos = this.#retarget(where.section, (name) => (isNamed(name) && before !== "" ? title : name));
    if (!goTos) return null;
    return this.#proven([{ ...step.titleRange, insert: title }, ...goTos.edits], (old) => ({
      ...old, [where.section]: goTos.steps.map((one, index) => (index === where.index ? { ...one, title } : one)),
    }));
  }

  setStepProse(where: Exclude<Where, "front">, text: string): Edits {
    const prose = trimmedProse(text);
    const edits = this.#prose(this.#step(where)?.proseRange ?? null, prose);
    return this.#proven(edits, (old) => ({
      ...old,
      [where.section]: old[where.section]!.map((one, index) => (index === where.index ? { ...one, prose } : one)),
    }));
  }

  // --- steps --------------------------------------------------------------------------------------

  /// A step before the one at `index`, or behind the last; its section is made where there is none.
  insertStep(section: SectionName, index: number, title: string, keys: { [key: string]: Written }): Edits {
    const written = `### Step ${index + 1}: ${title}\n\n\`\`\`yaml\n${writeEntries(keys, "")}\n\`\`\``;
    return this.#insertSource(section, index, written, { title, prose: "", value: asValue(keys) });
  }

  /// Behind the step itself, under a title of its own.
  duplicateStep(section: SectionName, index: number, title: string): Edits {
    const step = this.#step({ section, index });
    if (!step) return null;
    const { range, titleRange } = step;
    const source = this.text.slice(range.from, titleRange.from) + title + this.text.slice(titleRange.to, range.to);
    const meaning = meaningOf(this.parts)[section]![index]!;
    return this.#insertSource(section, index + 1, lf(source), { ...meaning, title });
  }

  removeStep(section: SectionName, index: number): Edits {
    const steps = this.parts[section]?.steps;
    const step = steps?.[index];
    if (!steps || !step) return null;
    const next = steps[index + 1];
    const before = steps[index - 1];
    const gone = before ? { from: before.range.to, to: step.range.to }
      : { from: step.range.from, to: next?.range.from ?? step.range.to };
    const goTos = this.#retarget(section, renumbered((number) => (number > index + 1 ? number - 1 : number)), index);
    if (!goTos) return null;
    const rest = steps.slice(index + 1).flatMap((one, at) => numberEdit(one, index + 1 + at));
    return this.#proven([{ ...gone, insert: "" }, ...rest, ...goTos.edits], (old) => ({
      ...old, [section]: goTos.steps.toSpliced(index, 1),
    }));
  }

  moveStep(section: SectionName, from: number, to: number): Edits {
    const steps = this.parts[section]?.steps;
    if (!steps?.[from] || !steps[to]) return null;
    if (from === to) return [];
    const order = moved(steps.map((_, index) => index), from, to);
    const goTos = this.#retarget(section, renumbered((number) => order.indexOf(number - 1) + 1));
    if (!goTos) return null;
    // First the numbers, in place, which leaves every step where it is; then the order of the steps.
    const numbers = steps.flatMap((step, index) => numberEdit(step, order.indexOf(index) + 1));
    const between = apply(this.text, [...numbers, ...goTos.edits]);
    const bodies = readParts(between)[section]?.steps.map((step) => step.range);
    if (bodies?.length !== steps.length) return null;
    const after = apply(between, [permuted(between, bodies, from, to)]);
    return this.#proven([{ from: 0, to: this.text.length, insert: after }], (old) => ({
      ...old, [section]: moved(goTos.steps, from, to),
    }));
  }

  // --- how ----------------------------------------------------------------------------------------

  #step = (where: Exclude<Where, "front">): StepPart | undefined => this.parts[where.section]?.steps[where.index];

  #change(where: Where, edit: (yaml: YamlEditor) => Edits, change: (old: Value) => Value): Edits {
    const block = this.block(where);
    if (!block?.isEditable) return null;
    const order = where === "front" ? frontMatterKeys : stepKeys(block.value);
    return this.#proven(edit(new YamlEditor(this.text, block, order)), (old) => {
      if (where === "front") return { ...old, front: change(old.front) };
      const steps = old[where.section]!.map((one, index) =>
        index === where.index ? { ...one, value: change(one.value) } : one);
      return { ...old, [where.section]: steps };
    });
  }

  #proven(edits: Edits, wanted: (old: Meaning) => Meaning): Edits {
    if (!edits) return null;
    const lines = lineBreak(this.text);
    const own = trimmed(this.text, edits.map((edit) => ({
      ...edit, insert: lines === "\n" ? edit.insert : lf(edit.insert).replaceAll("\n", lines),
    })));
    if (own.length === 0) return [];
    const after = readParts(apply(this.text, own));
    const isRight = isEqual(meaningOf(after) as Value, wanted(meaningOf(this.parts)) as Value);
    return isRight && notEditable(after) <= notEditable(this.parts) ? own : null;
  }

  #prose(range: Range | null, text: string): Edits {
    if (!range) return null;
    const isThere = range.from < range.to;
    if (!isThere) return text === "" ? [] : [{ ...range, insert: `\n${text}\n` }];
    if (text !== "") return lf(this.text.slice(range.from, range.to)) === text ? [] : [{ ...range, insert: text }];
    const behind = this.text.slice(range.to);
    const blank = /^[ \t]*(\r?\n[ \t]*)*(?=\S|$)/.exec(behind)![0];
    const to = range.to + blank.lastIndexOf("\n") + 1;
    return [{ from: range.from, to: Math.max(to, range.to), insert: "" }];
  }

  #insertSource(section: SectionName, index: number, source: string, meaning: StepMeaning): Edits {
    const part = this.parts[section];
    if (!part) return this.#insertSection(section, source, meaning);
    const goTos = this.#retarget(section, renumbered((number) => (number > index ? number + 1 : number)));
    if (!goTos || index > part.steps.length) return null;
    const numbered = source.replace(/^(### *step *)\d+/i, `$1${index + 1}`);
    const before = part.steps[index - 1];
    const at = before?.range.to ?? part.steps[index]?.range.from ?? part.heading.to;
    const needsLine = at > 0 && this.text[at - 1] !== "\n";
    let insert = `${needsLine ? "\n" : ""}\n${numbered}`;
    if (!before && part.steps[index]) insert = `${numbered}\n\n`;
    else if (!before) insert += "\n";
    const rest = part.steps.slice(index).flatMap((one, to) => numberEdit(one, index + to + 2));
    return this.#proven([{ from: at, to: at, insert }, ...rest, ...goTos.edits], (old) => ({
      ...old, [section]: goTos.steps.toSpliced(index, 0, meaning),
    }));
  }

  /// `Steps` before the sections, `Rollback` behind `Steps`.
  #insertSection(section: SectionName, source: string, meaning: StepMeaning): Edits {
    const behind = section === "rollback" ? this.parts.steps?.body.to : this.parts.sections[0]?.from;
    const at = behind ?? this.text.length;
    const before = this.text.slice(0, at);
    const gap = before === "" || /\n[ \t]*\r?\n$/.test(before) ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    const name = section === "steps" ? "Steps" : "Rollback";
    const insert = `${gap}## ${name}\n\n${source}\n${at < this.text.length ? "\n" : ""}`;
    return this.#proven([{ from: at, to: at, insert }], (old) => ({ ...old, [section]: [meaning] }));
  }

  /// Edits of the options of questions, whose `goto` names a step, and the steps as they are then.
  #retarget(section: SectionName, change: (name: string) => string, without = -1) {
    const steps = meaningOf(this.parts)[section] ?? [];
    const edits: Edit[] = [];
    for (const [index, step] of steps.entries()) {
      const options = valueAt(step.value, ["options"]);
      const block = this.#step({ section, index })?.block;
      if (index === without || !Array.isArray(options) || !block?.isEditable) continue;
      for (const at of options.keys()) {
        const path = ["options", at, "goto"];
        const name = valueAt(step.value, path);
        if (typeof name !== "string" || change(name) === name) continue;
        const own = new YamlEditor(this.text, block).set(path, change(name));
        if (!own) return null;
        edits.push(...own);
        steps[index] = { ...steps[index]!, value: changedAt(steps[index]!.value, path, () => change(name)) };
      }
    }
    return { edits, steps };
  }
}

const isOneLine = (text: string) => text.trim() === text && !/[\r\n]/.test(text);
const trimmedProse = (text: string) => lf(text).replace(/^(?:[ \t]*\n)*/, "").trimEnd();

function numberEdit(step: StepPart, number: number): Edit[] {
  return step.number ? [{ ...step.number, insert: String(number) }] : [];
}

/// `3`, `Step 3` and `Step 3: its title` with another number; a title as it is.
const renumbered = (change: (number: number) => number) => (name: string) =>
  name.replace(/^(\s*(?:step\s*)?)(\d+)(?=\s*(?::|$))/i, (_, before: string, digits: string) => before + change(Number(digits)));

/// How many steps and front matters a form can't edit.
function notEditable({ front, steps, rollback }: Parts): number {
  const blocks = [front, ...[...(steps?.steps ?? []), ...(rollback?.steps ?? [])].map((step) => step.block)];
  return blocks.filter((block) => !block?.isEditable).length;
}
