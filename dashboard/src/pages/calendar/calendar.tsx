// When work may start and when it will: the calendar, windows, freezes, and budgets over all runs.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Download, Upload } from "lucide-react";
import { useState } from "react";
import { useMayWrite } from "@/api/session";
import { calendarFile } from "@/api/windows";
import { Button } from "@/kit/button";
import { Page } from "@/kit/page";
import { Tabs } from "@/kit/tabs";
import { t } from "@/text/t";
import { Budgets } from "./budgets";
import { Freezes } from "./freezes";
import { ImportCalendar } from "./import_calendar";
import { Month } from "./month";
import { Windows } from "./windows";

const views = ["month", "windows", "freezes", "budgets"] as const;
type View = (typeof views)[number];
const contents: Record<View, () => React.ReactNode> = { month: Month, windows: Windows, freezes: Freezes, budgets: Budgets };

export default function Calendar() {
  const { view } = useSearch({ from: "/shell/calendar" });
  const navigate = useNavigate({ from: "/calendar" });
  const [isImporting, setIsImporting] = useState(false);
  const mayWrite = useMayWrite();
  const current: View = views.includes(view as View) ? (view as View) : "month";
  return (
    <Page
      title={t("nav.calendar")}
      description={t("calendar.text")}
      actions={
        <>
          <Button icon={<Upload size={15} aria-hidden />} blocked={!mayWrite && t("role.viewer")} onClick={() => setIsImporting(true)}>
            {t("calendar.import")}
          </Button>
          <Button icon={<Download size={15} aria-hidden />} onClick={() => location.assign(calendarFile)}>
            {t("calendar.export")}
          </Button>
        </>
      }
    >
      {isImporting && <ImportCalendar onClose={() => setIsImporting(false)} />}
      <Tabs
        value={current}
        onChange={(next) => void navigate({ search: { view: next === "month" ? undefined : next }, replace: true })}
        label={t("nav.calendar")}
        tabs={views.map((one) => {
          const Content = contents[one];
          return { value: one, label: t(`calendar.${one}`), content: <Content /> };
        })}
      />
    </Page>
  );
}
