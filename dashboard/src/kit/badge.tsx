// Small labels. A state is always a glyph and a word beside its colour.
import { clsx } from "clsx";
import { FolderKanban, GitBranch, Wrench } from "lucide-react";
import type { ReactNode } from "react";
import { t, type TextKey } from "@/text/t";

export type Tone = "neutral" | "accent" | "ok" | "running" | "waiting" | "failed";

const tones: Record<Tone, string> = {
  neutral: "bg-sunken text-muted",
  accent: "bg-accent-soft text-accent-ink",
  ok: "bg-ok-soft text-ok",
  running: "bg-running-soft text-running",
  waiting: "bg-waiting-soft text-waiting",
  failed: "bg-failed-soft text-failed",
};

type BadgeProps = { tone?: Tone; icon?: ReactNode; children: ReactNode };

export function Badge({ tone = "neutral", icon, children }: BadgeProps) {
  return (
    <span
      className={clsx(
        "inline-flex min-h-5 shrink-0 items-center gap-1 rounded px-1.5 text-xs font-medium whitespace-nowrap",
        tones[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}

export type TreeType = "troubleshooting" | "procedural" | "maintenance";

export function TypeIcon({ type, size = 16 }: { type: TreeType; size?: number }) {
  if (type === "maintenance") return <Wrench size={size} className="text-accent" aria-hidden />;
  if (type === "procedural") return <FolderKanban size={size} className="text-muted" aria-hidden />;
  return <GitBranch size={size} className="text-muted" aria-hidden />;
}

export function TypeBadge({ type }: { type: TreeType }) {
  const tone = type === "maintenance" ? "accent" : "neutral";
  return (
    <Badge tone={tone} icon={<TypeIcon type={type} size={12} />}>
      {t(`type.${type}` as TextKey)}
    </Badge>
  );
}

const risks: Record<string, Tone> = { low: "neutral", medium: "waiting", high: "failed" };

export function RiskBadge({ risk }: { risk: string }) {
  return <Badge tone={risks[risk] ?? "neutral"}>{t(`risk.${risk}` as TextKey)}</Badge>;
}
