// One month of firings, windows and freezes, in the viewer's zone: a table of weeks, and a list of days where
// the window is narrow.
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { clsx } from "clsx";
import { CalendarClock, CalendarOff, ChevronLeft, ChevronRight, DoorOpen } from "lucide-react";
import { calendarQuery, type CalendarItem } from "@/api/windows";
import { Answer } from "@/kit/answer";
import { Button, IconButton } from "@/kit/button";
import { useNow } from "@/kit/instant";
import { t } from "@/text/t";
import { clock, viewerZone } from "@/text/time";

const language = "en-GB";
const shownMax = 4;

/// `2026-11`; the current one where the address holds none.
function monthOf(text: string | undefined): Date {
  const found = /^(\d{4})-(\d{2})$/.exec(text ?? "");
  const now = new Date();
  return found ? new Date(Number(found[1]), Number(found[2]) - 1) : new Date(now.getFullYear(), now.getMonth());
}

const nameOf = (month: Date) => `${month.getFullYear()}-${String(month.getMonth() + 1).padStart(2, "0")}`;
const moved = (month: Date, by: number) => new Date(month.getFullYear(), month.getMonth() + by);

/// Whole weeks from a Monday on.
function weeksOf(month: Date): Date[][] {
  const offset = (month.getDay() + 6) % 7;
  const days = new Date(month.getFullYear(), month.getMonth() + 1, 0).getDate();
  return Array.from({ length: Math.ceil((offset + days) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => new Date(month.getFullYear(), month.getMonth(), week * 7 + day - offset + 1)),
  );
}

const dayAfter = (day: Date) => new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1);

/// A freeze holds on each of its days; a window and a firing stand where they begin.
function isOn(item: CalendarItem, day: Date): boolean {
  const end = item.kind === "freeze" ? (item.ends_at ?? item.begins_at + 1) : item.begins_at + 1;
  return item.begins_at < dayAfter(day).getTime() && end > day.getTime();
}

export function Month() {
  const search = useSearch({ from: "/shell/calendar" });
  const navigate = useNavigate({ from: "/calendar" });
  const month = monthOf(search.month);
  const weeks = weeksOf(month);
  const first = weeks[0]![0]!;
  const last = dayAfter(weeks.at(-1)![6]!);
  const items = useQuery(calendarQuery(first.getTime(), last.getTime()));
  const go = (to: Date | null) =>
    void navigate({ search: (before) => ({ ...before, month: to ? nameOf(to) : undefined }), replace: true });
  const title = new Intl.DateTimeFormat(language, { month: "long", year: "numeric" }).format(month);
  return (
    <section aria-label={title} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <IconButton label={t("calendar.before")} onClick={() => go(moved(month, -1))}>
          <ChevronLeft size={17} aria-hidden />
        </IconButton>
        <h2 className="min-w-44 text-center text-lg font-semibold" aria-live="polite">
          {title}
        </h2>
        <IconButton label={t("calendar.after")} onClick={() => go(moved(month, 1))}>
          <ChevronRight size={17} aria-hidden />
        </IconButton>
        <Button onClick={() => go(null)}>{t("calendar.today")}</Button>
        <span className="ml-auto text-sm text-muted">{t("schedule.your_zone", { zone: viewerZone })}</span>
      </div>
      <Answer query={items}>
        {(found) => (
          <>
            {found.is_cut && <p className="text-sm text-waiting">{t("calendar.cut")}</p>}
            <Weeks weeks={weeks} month={month} items={found.items} />
            <Days weeks={weeks} items={found.items} />
          </>
        )}
      </Answer>
    </section>
  );
}

type WeeksProps = { weeks: Date[][]; month: Date; items: CalendarItem[] };

function Weeks({ weeks, month, items }: WeeksProps) {
  const weekday = new Intl.DateTimeFormat(language, { weekday: "short" });
  const today = new Date(useNow(60_000)).toDateString();
  return (
    <table className="w-full table-fixed border-collapse rounded-card bg-panel max-md:hidden">
      <thead>
        <tr>
          {weeks[0]!.map((day) => (
            <th key={day.getDay()} scope="col" className="h-8 border border-line text-sm font-medium text-muted">
              {weekday.format(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]!.getTime()}>
            {week.map((day) => {
              const mine = items.filter((item) => isOn(item, day));
              return (
                <td key={day.getTime()} className={clsx("h-24 border border-line p-1 align-top", day.getMonth() !== month.getMonth() && "bg-sunken")}>
                  <span className={clsx("px-1 text-sm tabular-nums", day.toDateString() === today ? "rounded bg-accent-soft font-semibold text-accent-ink" : "text-muted")}>
                    {day.getDate()}
                  </span>
                  <ul className="flex flex-col gap-0.5">
                    {mine.slice(0, shownMax).map((item) => (
                      <li key={`${item.id} ${item.begins_at}`}>
                        <Item item={item} />
                      </li>
                    ))}
                    {mine.length > shownMax && <li className="px-1 text-xs text-muted">{t("launch.more_waves", { n: mine.length - shownMax })}</li>}
                  </ul>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Days({ weeks, items }: { weeks: Date[][]; items: CalendarItem[] }) {
  const name = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" });
  const days = weeks.flat().filter((day) => items.some((item) => isOn(item, day)));
  if (days.length === 0) return <p className="text-muted md:hidden">{t("calendar.nothing")}</p>;
  return (
    <ol className="flex flex-col gap-3 md:hidden">
      {days.map((day) => (
        <li key={day.getTime()}>
          <h3 className="font-medium">{name.format(day)}</h3>
          <ul className="flex flex-col gap-1">
            {items
              .filter((item) => isOn(item, day))
              .map((item) => (
                <li key={`${item.id} ${item.begins_at}`}>
                  <Item item={item} />
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

const looks: Record<CalendarItem["kind"], string> = {
  schedule: "bg-accent-soft text-accent-ink",
  window: "bg-ok-soft text-ok",
  freeze: "bg-running-soft text-running",
};
const icons = { schedule: CalendarClock, window: DoorOpen, freeze: CalendarOff };

function Item({ item }: { item: CalendarItem }) {
  const Icon = icons[item.kind];
  const hour = (at: number) => clock(at).slice(0, 5);
  const when = item.kind === "freeze" ? "" : item.ends_at === null ? hour(item.begins_at) : `${hour(item.begins_at)}–${hour(item.ends_at)}`;
  const isOff = item.kind === "schedule" && !["planned", "fired"].includes(item.status);
  const look = clsx("flex min-h-6 items-center gap-1 rounded px-1 text-xs", looks[item.kind], isOff && "line-through");
  const content = (
    <>
      <Icon size={12} className="shrink-0" aria-label={t(`calendar.kind_${item.kind}`)} />
      {when && <span className="shrink-0 tabular-nums">{when}</span>}
      <span className="min-w-0 truncate">{item.name}</span>
      {isOff && <span className="sr-only">{item.status}</span>}
    </>
  );
  if (item.kind !== "schedule") {
    return (
      <Link to="/calendar" search={{ view: item.kind === "window" ? "windows" : "freezes" }} className={look} title={item.name}>
        {content}
      </Link>
    );
  }
  return (
    <Link to="/maintenances/schedules/$scheduleId" params={{ scheduleId: item.id }} className={look} title={item.name}>
      {content}
    </Link>
  );
}
