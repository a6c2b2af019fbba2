// What the team was told, with how much of it is new.
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Bell as BellIcon } from "lucide-react";
import { clsx } from "clsx";
import { type Notification, notificationsQuery, useReading } from "@/api/notifications";
import { Menu, MenuItem, MenuLine, MenuNote } from "@/kit/menu";
import { number, t } from "@/text/t";
import { ago } from "@/text/time";

const shownMax = 10;

export function Bell() {
  const told = useQuery(notificationsQuery("all"));
  const navigate = useNavigate();
  const reading = useReading();
  const open = (one: Notification) => {
    if (!one.is_read) reading.mutate([one.id]);
    void navigate({ href: one.link || "/notifications" });
  };
  const unread = told.data?.unread ?? 0;
  const trigger = (
    <button
      type="button"
      aria-label={t("bell.label", { n: unread })}
      className="relative inline-flex size-8 items-center justify-center rounded-control text-muted hover:bg-sunken hover:text-ink"
    >
      <BellIcon size={17} aria-hidden />
      {unread > 0 && (
        <span aria-hidden className="absolute -top-0.5 -right-0.5 min-w-4 rounded-full bg-accent-fill px-1 text-center text-[11px] leading-4 font-semibold text-on-accent">
          {unread > 99 ? "99+" : number(unread)}
        </span>
      )}
    </button>
  );
  const items = told.data?.items.slice(0, shownMax) ?? [];
  return (
    <Menu trigger={trigger}>
      <p className="px-2.5 pt-1.5 pb-1 font-medium">{t("bell.title")}</p>
      {items.length === 0 && <MenuNote>{t("bell.none")}</MenuNote>}
      {items.map((one) => (
        <MenuItem key={one.id} onSelect={() => open(one)}>
          <span className={clsx("max-w-80 py-1", !one.is_read && "font-medium")}>
            <span className="block break-words">{one.text}</span>
            <span className="text-sm font-normal text-muted">{ago(one.created_at)}</span>
          </span>
        </MenuItem>
      ))}
      <MenuLine />
      {unread > 0 && <MenuItem onSelect={() => reading.mutate(undefined)}>{t("bell.read_all")}</MenuItem>}
      <MenuItem onSelect={() => void navigate({ to: "/notifications" })}>{t("bell.open")}</MenuItem>
    </Menu>
  );
}
