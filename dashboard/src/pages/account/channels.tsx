// Channels of the team, each tested with one press, and the messages that went to them.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Megaphone, Plus } from "lucide-react";
import { useState } from "react";
import { type Channel, channelsQuery, deleteChannel, editChannel, testChannel } from "@/api/channels";
import { useSession } from "@/api/session";
import { Answer, Empty } from "@/kit/answer";
import { Badge } from "@/kit/badge";
import { Button } from "@/kit/button";
import { Deletion } from "@/kit/deletion";
import { Card } from "@/kit/page";
import { actsColumn, type Column, Table } from "@/kit/table";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";
import { ChannelForm } from "./channel_form";
import { Deliveries } from "./deliveries";
import { OneTimeLink } from "./one_time_link";

export function Channels() {
  const [editing, setEditing] = useState<Channel | "new" | null>(null);
  const [removing, setRemoving] = useState<Channel | null>(null);
  const [signingKey, setSigningKey] = useState<string | null>(null);
  const channels = useQuery(channelsQuery);
  const isOwner = useSession()?.user.role === "owner";
  const { acting, testing } = useActs(() => setRemoving(null));
  const columns = columnsOf(isOwner, {
    edit: setEditing,
    remove: setRemoving,
    test: (channel) => testing.mutate(channel.id),
    toggle: (channel) => acting.mutate(() => editChannel(channel, { is_enabled: !channel.is_enabled })),
  });
  return (
    <div className="flex flex-col gap-5">
      <Card
        title={t("account.channels")}
        flush
        actions={
          <Button icon={<Plus size={15} aria-hidden />} onClick={() => setEditing("new")} blocked={!isOwner && t("role.owner_only")}>
            {t("channels.new")}
          </Button>
        }
      >
        <Answer query={channels}>
          {({ items }) =>
            items.length > 0 ? (
              <Table label={t("account.channels")} columns={columns} rows={items} rowKey={(one) => one.id} />
            ) : (
              <div className="p-4">
                <Empty icon={<Megaphone size={26} aria-hidden />} title={t("channels.none")} text={t("channels.none_text")} />
              </div>
            )
          }
        </Answer>
      </Card>
      <Deliveries />
      {editing && (
        <ChannelForm
          channel={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
          onSaved={(key) => {
            setEditing(null);
            setSigningKey(key);
          }}
        />
      )}
      {removing && (
        <Deletion
          name={removing.name}
          text={t("channels.delete_text")}
          remove={() => deleteChannel(removing.id)}
          stale={["channels"]}
          onClose={() => setRemoving(null)}
        />
      )}
      {signingKey && (
        <OneTimeLink url={signingKey} title={t("channels.key")} text={t("channels.key_text")} onClose={() => setSigningKey(null)} />
      )}
    </div>
  );
}

function useActs(onDone: () => void) {
  const queries = useQueryClient();
  const toast = useToast();
  const refresh = () => void queries.invalidateQueries({ queryKey: ["channels"] });
  const acting = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSuccess: () => {
      refresh();
      onDone();
    },
    onError: toast.failed,
  });
  const testing = useMutation({
    mutationFn: testChannel,
    onSuccess: (delivery) => {
      refresh();
      if (delivery.status === "delivered") toast.done(t("channels.test_done", { name: delivery.channel_name }));
      else toast.failed(new Error(t("channels.test_failed", { name: delivery.channel_name, result: delivery.result })));
    },
    onError: toast.failed,
  });
  return { acting, testing };
}

type Acts = Record<"edit" | "remove" | "test" | "toggle", (channel: Channel) => void>;

function columnsOf(isOwner: boolean, acts: Acts): Column<Channel>[] {
  const columns: Column<Channel>[] = [
    {
      key: "name",
      head: t("lists.column_name"),
      className: "w-full",
      cell: (one) => (
        <div className="py-1">
          <span className="font-medium break-words">{one.name}</span> {!one.is_enabled && <Badge>{t("channels.off")}</Badge>}
          <p className="text-sm text-muted break-all">
            {t(`channels.kind_${one.kind}`)} · {one.address}
          </p>
          <p className="text-sm text-muted">{one.events.map((event) => t(`team_event.${event}`)).join(", ")}</p>
        </div>
      ),
    },
  ];
  if (!isOwner) return columns;
  return [
    ...columns,
    actsColumn((one) => (
      <span className="flex flex-wrap justify-end gap-2 md:flex-nowrap">
        <Button aria-label={t("channels.test_of", { name: one.name })} onClick={() => acts.test(one)}>
          {t("channels.test")}
        </Button>
        <Button onClick={() => acts.toggle(one)}>{one.is_enabled ? t("schedule.disable") : t("schedule.enable")}</Button>
        <Button aria-label={t("lists.edit_of", { name: one.name })} onClick={() => acts.edit(one)}>
          {t("flow.edit")}
        </Button>
        <Button aria-label={t("lists.delete_of", { name: one.name })} onClick={() => acts.remove(one)}>
          {t("action.delete")}
        </Button>
      </span>
    )),
  ];
}
