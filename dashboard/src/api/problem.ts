// What the server answers where it can't do what was asked (RFC 9457), and how the pages show it.
import { t } from "@/text/t";

export type Finding = {
  severity?: string;
  code?: string;
  message: string;
  hint?: string;
  pointer?: string;
  line?: number;
  column?: number;
};

type Document = {
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  errors?: Finding[];
  current?: unknown;
};

/// A member of a request in parentheses is for programs; pages have a control for it.
const forPeople = (detail: string): string => detail.replace(/ \([a-z]+(_[a-z]+)+\)/g, "");

export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly findings: Finding[];
  /// The newer state, where a write was refused as stale; of a retry, the one that is under way.
  readonly current: unknown;
  readonly requestId: string | undefined;

  constructor(status: number, document: Document, requestId?: string) {
    super(forPeople(document.detail ?? "") || document.title || t("problem.status", { status: String(status) }));
    this.status = status;
    this.code = document.code ?? "";
    this.findings = document.errors ?? [];
    this.current = document.current;
    this.requestId = requestId;
  }
}

export function messageOf(error: unknown): string {
  if (error instanceof Problem) return error.message;
  // fetch() itself says nothing that helps a person: there was no answer.
  if (error instanceof TypeError) return t("problem.no_answer");
  return error instanceof Error ? error.message : String(error);
}

/// The problem of one field of a form: `pointer` as in `/targets/0/label`.
export function findingAt(error: unknown, pointer: string): string | undefined {
  if (!(error instanceof Problem)) return undefined;
  const found = error.findings.find((one) => one.pointer === pointer);
  return found && [found.message, found.hint].filter(Boolean).join(" ");
}
