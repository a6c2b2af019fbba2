// What an entry of the audit log says, in words: what was done, to what, and where that is.
import type { AuditEntry } from "@/api/audit";
import { t } from "@/text/t";

/// `server.mode_changed`, or `schedule paused` of an earlier version, as people say them. The service's set of
/// actions grows, so that there is no list of them here.
export function actionWords(action: string): string {
  const words = action.replace(/[._-]/g, " ").replace(/^tree\b/, "flow").replace(/^user\b/, "person");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/// Before and after, each where there is something.
export function differenceOf(entry: AuditEntry): { when: "before" | "after"; value: unknown }[] {
  try {
    const both = JSON.parse(entry.difference) as { before?: unknown; after?: unknown };
    return (["before", "after"] as const)
      .filter((when) => both[when] !== null && both[when] !== undefined)
      .map((when) => ({ when, value: both[when] }));
  } catch {
    return entry.difference ? [{ when: "after", value: entry.difference }] : [];
  }
}

const names = ["name", "slug", "email", "label"];

/// As it is called now; of what is gone, as its entry has it.
export function subjectName(entry: AuditEntry): string {
  if (entry.about) return entry.about.name;
  for (const { value } of differenceOf(entry).toReversed()) {
    const many = value as { changed?: unknown; names?: unknown } | null;
    if (Array.isArray(many?.names) && typeof many.changed === "number") {
      return t("audit.many", { n: many.changed, names: many.names.join(", ") + (many.changed > many.names.length ? ", …" : "") });
    }
    const found = names.map((name) => (value as Record<string, unknown> | null)?.[name]);
    const name = found.find((one) => typeof one === "string" && one !== "");
    if (typeof name === "string") return name;
  }
  return "";
}

/// The page of what an entry is about; null where it has none, or is gone.
export function subjectPage({ about, subject: id }: AuditEntry): string | null {
  switch (about?.kind) {
    case "server":
      return `/servers/${id}`;
    case "maintenance":
      return `/flows/${id}/maintenance`;
    case "procedural":
    case "troubleshooting":
      return `/flows/${id}`;
    case "recipe":
      return `/recipes/${id}`;
    case "target_list":
      return "/account/target-lists";
    case "schedule":
      return `/maintenances/schedules/${id}`;
    case "batch":
      return `/flows/none/batches/${id}`;
    case "session":
      return `/sessions/${id}`;
    case "person":
      return "/account?section=people";
    default:
      return null;
  }
}
