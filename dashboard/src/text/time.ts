// Instants (milliseconds since 1970) and durations for people. A zone is always named where more
// than one could be meant. No arithmetic on calendars happens here: the server does all of it.
import { t } from "./t";

const language = "en-GB";
export const viewerZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const yearIn = (at: number, zone: string): string =>
  new Intl.DateTimeFormat(language, { year: "numeric", timeZone: zone }).format(at);

export function dateTime(at: number, zone = viewerZone): string {
  return new Intl.DateTimeFormat(language, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: yearIn(at, zone) === yearIn(Date.now(), zone) ? undefined : "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  })
    .format(at)
    .replace(/^(\p{L}+), /u, "$1 "); // which it writes only beside a year
}

export function clock(at: number, zone = viewerZone): string {
  return new Intl.DateTimeFormat(language, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZone: zone,
  }).format(at);
}

export function fullInstant(at: number, zone = viewerZone): string {
  const text = new Intl.DateTimeFormat(language, {
    dateStyle: "full",
    timeStyle: "long",
    timeZone: zone,
  }).format(at);
  return `${text} (${zone})`;
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000_000],
  ["month", 2_592_000_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

export function ago(at: number, now = Date.now()): string {
  const passed = at - now;
  for (const [unit, length] of units) {
    if (Math.abs(passed) >= length) {
      return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(
        Math.round(passed / length),
        unit,
      );
    }
  }
  return passed > 0 ? t("time.in_a_moment") : t("time.just_now");
}

export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = seconds % 60;
  const two = (value: number) => String(value).padStart(2, "0");
  if (hours > 0) return minutes > 0 ? `${hours} h ${two(minutes)} min` : `${hours} h`;
  if (minutes > 0) return rest > 0 ? `${minutes} min ${two(rest)} s` : `${minutes} min`;
  return `${rest} s`;
}
