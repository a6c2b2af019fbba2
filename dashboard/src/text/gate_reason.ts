// Why a step waits for somebody, or does not, as core/gate says it in a word or two: in words that
// go on from "It waits".
import { t, type TextKey } from "./t";

const known: Record<string, TextKey> = {
  "by hand": "gate_reason.by_hand",
  "human gate": "gate_reason.human_gate",
  mode: "gate_reason.mode",
  "re-check": "gate_reason.recheck",
  "recipe risk": "gate_reason.recipe_risk",
  step: "gate_reason.step",
  "type default": "gate_reason.type",
};

export function gateReason(reason: string): string {
  const rule = /^rule (\d+)$/.exec(reason)?.[1];
  if (rule) return t("gate_reason.rule", { number: rule });
  const key = known[reason];
  return key ? t(key) : reason;
}
