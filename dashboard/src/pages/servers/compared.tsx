// Two snapshots of one machine side by side, whichever two: the choice stands in the address.
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { Schemas } from "@/api/client";
import { type Server, serverChangesQuery, type SnapshotName } from "@/api/servers";
import { Answer } from "@/kit/answer";
import { Badge, type Tone } from "@/kit/badge";
import { Field, Select } from "@/kit/field";
import { Card } from "@/kit/page";
import { t, type TextKey } from "@/text/t";
import { dateTime } from "@/text/time";
import { Command } from "../flow/steps";
import { type Shot, snapshotOf } from "./past";

type Change = Schemas["ComparedSnapshots"]["changes"][number];

export function Compared({ server, shots }: { server: Server; shots: Shot[] }) {
  const search = useSearch({ from: "/shell/servers/$serverId" });
  const navigate = useNavigate({ from: "/servers/$serverId" });
  const set = (part: typeof search) => void navigate({ search: (before) => ({ ...before, ...part }), replace: true, resetScroll: false });
  // The last change, where nothing is chosen.
  const from = snapshotOf(search.from) ?? shots[1];
  const to = snapshotOf(search.to) ?? shots[0];
  if (shots.length < 2 || !from || !to) {
    return (
      <Card title={t("compared.title")}>
        <p className="text-muted">{t("compared.too_few")}</p>
      </Card>
    );
  }
  return (
    <Card title={t("compared.title")}>
      <div className="flex flex-col gap-4">
        <div className="grid gap-3 md:grid-cols-2">
          <ShotField label={t("compared.from")} shots={shots} value={from} onChange={(key) => set({ from: key })} />
          <ShotField label={t("compared.to")} shots={shots} value={to} onChange={(key) => set({ to: key })} />
        </div>
        <Differences id={server.id} from={from} to={to} />
      </div>
    </Card>
  );
}

type ShotFieldProps = { label: string; shots: Shot[]; value: SnapshotName; onChange: (key: string) => void };

function ShotField({ label, shots, value, onChange }: ShotFieldProps) {
  const key = `${value.session}:${value.moment}`;
  return (
    <Field label={label}>
      <Select value={key} onChange={(event) => onChange(event.target.value)}>
        {!shots.some((shot) => shot.key === key) && <option value={key}>{t("compared.older")}</option>}
        {shots.map((shot) => (
          <option key={shot.key} value={shot.key}>
            {t(`compared.${shot.moment}`, { when: dateTime(shot.at), name: shot.name })}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function Differences({ id, from, to }: { id: string; from: SnapshotName; to: SnapshotName }) {
  const compared = useQuery(serverChangesQuery(id, from, to));
  return (
    <Answer query={compared}>
      {({ changes, total, notes }) => (
        <div className="flex flex-col gap-4">
          {total === 0 && <p role="status">{t("compared.same")}</p>}
          {[...new Set(changes.map((one) => one.dimension))].map((dimension) => (
            <Dimension key={dimension} name={dimension} changes={changes.filter((one) => one.dimension === dimension)} />
          ))}
          {total > changes.length && <p className="text-muted">{t("launch.more_waves", { n: total - changes.length })}</p>}
          {notes.map((note, index) => (
            <p key={index} className="text-sm break-words text-muted">
              {t("compared.note", { dimension: nameOf(note.dimension), text: note.text })}
            </p>
          ))}
        </div>
      )}
    </Answer>
  );
}

const nameOf = (dimension: string) => t(`dimension.${dimension}` as TextKey);
const tones: Record<string, Tone> = { added: "ok", started: "ok", enabled: "ok", removed: "failed", failed: "failed", stopped: "waiting", disabled: "waiting" };

function Dimension({ name, changes }: { name: string; changes: Change[] }) {
  return (
    <section aria-label={nameOf(name)}>
      <h3 className="mb-1 font-semibold">{nameOf(name)}</h3>
      <ul className="rounded-control border border-line">
        {changes.map((one, index) => (
          <li key={index} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-b border-line px-3 py-1.5 last:border-0">
            <Badge tone={tones[one.kind] ?? "running"}>{t(`change.${one.kind}`)}</Badge>
            <strong className="font-medium break-all">{one.subject}</strong>
            {one.diff === "" ? <Values change={one} /> : <Diff text={one.diff} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Values({ change }: { change: Change }) {
  const isHash = change.dimension === "configs"; // of a file that is no text
  if (isHash || (change.before === "" && change.after === "")) return null;
  return (
    <span className="min-w-0 break-all">
      {change.before && <code>{change.before}</code>}
      {change.before && change.after && " → "}
      {change.after && <code>{change.after}</code>}
    </span>
  );
}

function Diff({ text }: { text: string }) {
  return (
    <details className="w-full">
      <summary className="min-h-6 w-fit cursor-pointer underline">{t("compared.lines")}</summary>
      <Command text={text} />
    </details>
  );
}
