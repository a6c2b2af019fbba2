// The way around: the overview, flows by type with their live counts, then what is planned, what is worked on, and
// the fleet.
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { clsx } from "clsx";
import {
  BookOpen,
  CalendarClock,
  CalendarDays,
  CircleUserRound,
  ClipboardCheck,
  ClipboardList,
  FolderKanban,
  GitBranch,
  LayoutDashboard,
  ListChecks,
  Server,
  Workflow,
  Wrench,
} from "lucide-react";
import type { ReactNode } from "react";
import { useApprovalCount, useTreeCounts } from "@/api/counts";
import { flowQuery } from "@/api/flows";
import { number, t } from "@/text/t";

type ItemProps = {
  to: string;
  search?: Record<string, string>;
  icon: ReactNode;
  label: string;
  count?: number | undefined;
  /// Something waits for a person.
  urgent?: boolean;
  active: boolean;
};

function Item({ to, search, icon, label, count, urgent, active }: ItemProps) {
  return (
    <li>
      <Link
        to={to}
        search={search ?? {}}
        aria-current={active ? "page" : undefined}
        className={clsx(
          "flex min-h-8 items-center gap-2.5 rounded-control px-2.5",
          active ? "bg-sunken font-medium text-ink" : "text-muted hover:bg-sunken hover:text-ink",
        )}
      >
        {icon}
        <span className="min-w-0 flex-1 truncate">{label}</span>
        {count !== undefined && (urgent ? count > 0 : true) && (
          <span
            className={clsx(
              "rounded px-1.5 text-xs tabular-nums",
              urgent ? "bg-waiting-soft font-semibold text-waiting" : "text-muted",
            )}
          >
            {number(count)}
          </span>
        )}
      </Link>
    </li>
  );
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <h2 className="px-2.5 pb-1 text-xs font-medium text-muted">{label}</h2>
      <ul className="flex flex-col gap-0.5">{children}</ul>
    </div>
  );
}

/// The type of the flow whose page is open, as that page has read it; runs are of maintenance flows but for a few.
function useOpenFlow(pathname: string): string {
  const [, id = "", page] = /^\/flows\/([^/]+)(?:\/([^/]+))?/.exec(pathname) ?? [];
  const flow = useQuery({ ...flowQuery(id), enabled: false }).data;
  if (id === "") return "";
  return flow?.tree_type ?? (page === "batches" || page === "maintenance" ? "maintenance" : "");
}

export function Sidebar() {
  const { pathname, search } = useLocation();
  const counts = useTreeCounts();
  const waiting = useApprovalCount();
  const open = useOpenFlow(pathname);
  const type = pathname === "/trees" ? ((search as { type?: string }).type ?? "all") : open;
  const at = (path: string) => pathname === path || pathname.startsWith(`${path}/`);
  return (
    <nav aria-label={t("nav.label")} className="flex flex-col gap-5 p-3">
      <ul>
        <Item to="/" icon={<LayoutDashboard size={16} aria-hidden />} label={t("nav.overview")} active={pathname === "/"} />
      </ul>
      <Group label={t("nav.group_flows")}>
        <Item
          to="/trees"
          icon={<Workflow size={16} aria-hidden />}
          label={t("nav.all_flows")}
          count={counts?.all}
          active={type === "all"}
        />
        <Item
          to="/trees"
          search={{ type: "troubleshooting" }}
          icon={<GitBranch size={16} aria-hidden />}
          label={t("nav.troubleshooting")}
          count={counts?.troubleshooting}
          active={type === "troubleshooting"}
        />
        <Item
          to="/trees"
          search={{ type: "procedural" }}
          icon={<FolderKanban size={16} aria-hidden />}
          label={t("nav.projects")}
          count={counts?.procedural}
          active={type === "procedural"}
        />
        <Item
          to="/trees"
          search={{ type: "maintenance" }}
          icon={<Wrench size={16} className="text-accent" aria-hidden />}
          label={t("nav.maintenance")}
          count={counts?.maintenance}
          active={type === "maintenance"}
        />
        <Item to="/recipes" icon={<BookOpen size={16} aria-hidden />} label={t("nav.recipes")} active={at("/recipes")} />
      </Group>
      <Group label={t("nav.group_work")}>
        <Item
          to="/maintenances"
          icon={<CalendarClock size={16} aria-hidden />}
          label={t("nav.maintenances")}
          active={at("/maintenances")}
        />
        <Item to="/calendar" icon={<CalendarDays size={16} aria-hidden />} label={t("nav.calendar")} active={at("/calendar")} />
        <Item
          to="/sessions"
          icon={<ClipboardList size={16} aria-hidden />}
          label={t("nav.sessions")}
          active={at("/sessions")}
        />
        <Item
          to="/approvals"
          icon={<ClipboardCheck size={16} aria-hidden />}
          label={t("nav.approvals")}
          count={waiting}
          urgent
          active={at("/approvals")}
        />
      </Group>
      <Group label={t("nav.group_fleet")}>
        <Item
          to="/servers"
          icon={<Server size={16} aria-hidden />}
          label={t("nav.servers")}
          active={at("/servers")}
        />
        <Item
          to="/account/target-lists"
          icon={<ListChecks size={16} aria-hidden />}
          label={t("nav.target_lists")}
          active={at("/account/target-lists")}
        />
      </Group>
      <Group label={t("nav.group_account")}>
        <Item
          to="/account"
          icon={<CircleUserRound size={16} aria-hidden />}
          label={t("nav.account")}
          active={pathname === "/account"}
        />
      </Group>
    </nav>
  );
}
