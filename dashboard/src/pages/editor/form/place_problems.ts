// Which field of the form each of the server's problems belongs to.
import type { Schemas } from "@/api/client";
import type { FlowText, Where } from "@/flow_text/edits";
import type { Range } from "@/flow_text/text";
import type { Path } from "@/flow_text/value";
import { pathAt } from "@/flow_text/yaml_block";
import { offsetAt } from "../in_place";

export type Found = Schemas["Diagnostic"];
export type Placed = { where: Where | "whole"; path: Path; found: Found };

const isWithin = (range: Range, at: number) => range.from <= at && at <= range.to;

/// `flow` is the text that was judged.
export function placeProblems(flow: FlowText, problems: readonly Found[]): Placed[] {
  return problems.map((found) => {
    const at = offsetAt(flow.text, found.line, found.column);
    const where = whereOf(flow, at);
    const block = where === "whole" ? null : flow.block(where);
    let path = block && isWithin(block.range, at) ? pathAt(block, at) : [];
    // A key that is missing has no place of its own: the server points at the first of those beside it.
    const missing = /^add `(\w+):`$/.exec(found.hint)?.[1];
    if (missing && found.code === "plan.missing-key") path = [...path.slice(0, -1), missing];
    return { where, path, found };
  });
}

function whereOf({ parts }: FlowText, at: number): Where | "whole" {
  if (parts.front && isWithin(parts.front.range, at)) return "front";
  for (const section of ["steps", "rollback"] as const) {
    const index = parts[section]?.steps.findIndex((step) => isWithin(step.range, at)) ?? -1;
    if (index >= 0) return { section, index };
  }
  return "whole";
}

export const isSameWhere = (a: Where | "whole", b: Where | "whole"): boolean =>
  a === b || (typeof a === "object" && typeof b === "object" && a.section === b.section && a.index === b.index);

export const beginsWith = (path: Path, start: Path): boolean =>
  start.every((key, index) => path[index] === key);
