// The triggers of a flow or of a schedule: made, called, given another key, removed.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Ellipsis, KeyRound, Terminal, Trash2, Webhook } from "lucide-react";
import { useState } from "react";
import type { Flow } from "@/api/flows";
import { useMayWrite } from "@/api/session";
import { targetListQuery } from "@/api/target_lists";
import { deleteTrigger, isOf, rotateTriggerKey, type Trigger, type TriggerOf, triggersQuery } from "@/api/triggers";
import { Answer, Lines } from "@/kit/answer";
import { Button, IconButton } from "@/kit/button";
import { Deletion } from "@/kit/deletion";
import { Confirm } from "@/kit/dialog";
import { Ago } from "@/kit/instant";
import { Menu, MenuItem } from "@/kit/menu";
import { Card } from "@/kit/page";
import { useToast } from "@/kit/toast";
import { Names } from "@/kit/names";
import { sortedNames } from "@/text/natural";
import { listOf, t } from "@/text/t";
import { CallDialog } from "./call_dialog";
import { TriggerForm } from "./trigger_form";

type Shown = { trigger: Trigger; key?: string };
type Layer = "new" | { act: "call" | "rotate" | "delete"; trigger: Trigger } | null;

export function Triggers({ of, flow }: { of: TriggerOf; flow: Flow }) {
  const [layer, setLayer] = useState<Layer>(null);
  const [made, setMade] = useState<Shown | null>(null);
  const triggers = useQuery(triggersQuery);
  const mayWrite = useMayWrite();
  const close = () => setLayer(null);
  const show = ({ signing_key: key, ...trigger }: Trigger & { signing_key: string }) => {
    close();
    setMade({ trigger, key });
  };
  return (
    <Card title={t("triggers.title")} actions={mayWrite && <Button onClick={() => setLayer("new")}>{t("triggers.new")}</Button>}>
      <Answer query={triggers} waiting={<Lines count={1} />}>
        {({ items }) => {
          const own = items.filter((one) => isOf(one, of));
          if (own.length === 0) {
            return (
              <p className="flex items-center gap-2 text-muted">
                <Webhook size={16} className="shrink-0" aria-hidden />
                {t("triggers.none")}
              </p>
            );
          }
          return (
            <ul className="flex flex-col gap-3">
              {own.map((one) => (
                <Row key={one.id} trigger={one} mayWrite={mayWrite} onAct={(act) => setLayer({ act, trigger: one })} />
              ))}
            </ul>
          );
        }}
      </Answer>
      {layer === "new" && <TriggerForm of={of} flow={flow} onClose={close} onMade={show} />}
      {layer !== null && layer !== "new" && <ActLayer {...layer} onClose={close} onKey={show} />}
      {made && <CallDialog trigger={made.trigger} signingKey={made.key} onClose={() => setMade(null)} />}
    </Card>
  );
}

type Act = "call" | "rotate" | "delete";

const namedMax = 3;

function NamesOf({ targets }: { targets: string[] }) {
  return targets.length > namedMax ? t("groups.hosts", { n: targets.length }) : <Names of={sortedNames(targets)} />;
}

function Row({ trigger, mayWrite, onAct }: { trigger: Trigger; mayWrite: boolean; onAct: (act: Act) => void }) {
  const list = useQuery({ ...targetListQuery(trigger.target_list_id ?? ""), enabled: trigger.target_list_id !== null });
  const { allowed_variables: allowed, last_fired_at: last } = trigger;
  return (
    <li className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <p className="font-medium break-words">{trigger.name}</p>
        <p className="text-sm break-words text-muted">
          {list.data?.name ?? <NamesOf targets={trigger.targets} />}
          {(list.data || trigger.targets.length > 0) && " · "}
          {last === null ? t("triggers.never") : <>{t("triggers.last")} <Ago at={last} /></>}
        </p>
        <p className="text-sm break-words text-muted">
          {allowed.length === 0 ? t("triggers.any_call") : t("triggers.takes", { names: listOf(allowed) })}
        </p>
      </div>
      <Menu
        trigger={
          <IconButton label={t("list.actions_of", { name: trigger.name })}>
            <Ellipsis size={16} aria-hidden />
          </IconButton>
        }
      >
        <MenuItem icon={<Terminal size={15} aria-hidden />} onSelect={() => onAct("call")}>
          {t("triggers.example")}
        </MenuItem>
        {mayWrite && (
          <>
            <MenuItem icon={<KeyRound size={15} aria-hidden />} onSelect={() => onAct("rotate")}>
              {t("triggers.rotate")}
            </MenuItem>
            <MenuItem icon={<Trash2 size={15} aria-hidden />} dangerous onSelect={() => onAct("delete")}>
              {t("action.delete")}
            </MenuItem>
          </>
        )}
      </Menu>
    </li>
  );
}

type ActLayerProps = { act: Act; trigger: Trigger; onClose: () => void; onKey: (made: Trigger & { signing_key: string }) => void };

function ActLayer({ act, trigger, onClose, onKey }: ActLayerProps) {
  const queries = useQueryClient();
  const toast = useToast();
  const rotating = useMutation({
    mutationFn: () => rotateTriggerKey(trigger.id),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: triggersQuery.queryKey });
      onKey(made);
    },
    onError: toast.failed,
  });
  if (act === "call") return <CallDialog trigger={trigger} onClose={onClose} />;
  if (act === "delete") {
    return (
      <Deletion
        name={trigger.name}
        text={t("triggers.delete_text")}
        remove={() => deleteTrigger(trigger.id)}
        stale={["triggers"]}
        onClose={onClose}
      />
    );
  }
  return (
    <Confirm
      open
      onClose={onClose}
      title={t("triggers.rotate_title", { name: trigger.name })}
      description={t("triggers.rotate_text")}
      action={t("triggers.rotate")}
      busy={rotating.isPending}
      onConfirm={() => rotating.mutate()}
    />
  );
}
