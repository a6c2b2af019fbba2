// What a person has chosen in the launch dialog, and the request that it means.
import type { LaunchRequest } from "@/api/batches";
import type { Flow } from "@/api/flows";
import type { Selector } from "@/flow_text/selector";
import { firstSelector, sentOf } from "@/pages/servers/selector_choice";
import { readLines } from "@/pages/target_lists/lines";

export const launchTabs = ["saved", "previous", "manual", "import"] as const;
export type LaunchTab = (typeof launchTabs)[number];

export type Choice = {
  listId: string;
  batchId: string;
  which: "all" | "not_completed";
  way: "names" | "selector"; // of Manual Entry
  text: string;
  selector: Selector;
  variables: Record<string, string>;
};

/// Nothing but what the flow itself is meant for.
export const firstChoice = (flow: Flow): Choice => ({
  listId: "",
  batchId: "",
  which: "all",
  way: flow.target_selector ? "selector" : "names",
  text: "",
  selector: firstSelector(flow.target_selector),
  variables: {},
});

/// Null: nothing is chosen on this tab yet.
export function requestOf(treeId: string, tab: LaunchTab, choice: Choice): LaunchRequest | null {
  const common = { tree_id: treeId, variables_override: choice.variables };
  if (tab === "saved") return choice.listId ? { ...common, target_list_id: choice.listId } : null;
  if (tab === "previous") {
    return choice.batchId
      ? { ...common, from_batch_id: choice.batchId, only_not_completed: choice.which === "not_completed" }
      : null;
  }
  if (tab === "manual" && choice.way === "selector") {
    const selector = sentOf(choice.selector);
    return selector && { ...common, target_selector: selector };
  }
  const { targets } = readLines(choice.text);
  return targets.length > 0 ? { ...common, targets } : null;
}
