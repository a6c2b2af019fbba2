// Messages to channels and what became of them, newest first; one that failed is sent again.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { deliveriesQuery, type Delivery, retryDelivery } from "@/api/channels";
import { useSession } from "@/api/session";
import { Answer } from "@/kit/answer";
import { Badge, type Tone } from "@/kit/badge";
import { Button } from "@/kit/button";
import { Select } from "@/kit/field";
import { Ago, Instant } from "@/kit/instant";
import { Card } from "@/kit/page";
import { actsColumn, type Column, Table } from "@/kit/table";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";

const statuses = ["pending", "delivered", "failed"] as const;
const tones: Record<Delivery["status"], Tone> = { pending: "running", delivered: "ok", failed: "failed" };

export function Deliveries() {
  const [status, setStatus] = useState<Delivery["status"] | undefined>(undefined);
  const deliveries = useQuery(deliveriesQuery(status));
  const isOwner = useSession()?.user.role === "owner";
  const queries = useQueryClient();
  const toast = useToast();
  const retrying = useMutation({
    mutationFn: retryDelivery,
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["channels", "deliveries"] }),
    onError: toast.failed,
  });
  const columns: Column<Delivery>[] = [
    {
      key: "text",
      head: t("deliveries.message"),
      className: "w-full",
      cell: (one) => (
        <div className="py-1">
          <p className="break-words">{one.text}</p>
          <p className="text-sm text-muted break-words">
            {one.channel_name} · {one.result}
          </p>
        </div>
      ),
    },
    {
      key: "status",
      head: t("run.column_state"),
      cell: (one) => (
        <>
          <Badge tone={tones[one.status]}>{t(`deliveries.${one.status}`)}</Badge>
          {one.next_at !== null && (
            <span className="block text-sm text-muted">
              <Instant at={one.next_at} />
            </span>
          )}
        </>
      ),
    },
    { key: "when", head: t("deliveries.when"), secondary: true, cell: (one) => <Ago at={one.created_at} /> },
    actsColumn(
      (one) => isOwner && one.status !== "delivered" && <Button onClick={() => retrying.mutate(one.id)}>{t("deliveries.again")}</Button>,
    ),
  ];
  const filter = (
    <Select
      aria-label={t("run.column_state")}
      className="w-auto!"
      value={status ?? ""}
      onChange={(event) => setStatus((event.target.value || undefined) as typeof status)}
    >
      <option value="">{t("run.any_state")}</option>
      {statuses.map((one) => (
        <option key={one} value={one}>
          {t(`deliveries.${one}`)}
        </option>
      ))}
    </Select>
  );
  return (
    <Card title={t("deliveries.title")} actions={filter} flush>
      <Answer query={deliveries}>
        {({ items }) =>
          items.length > 0 ? (
            <Table label={t("deliveries.title")} columns={columns} rows={items} rowKey={(one) => one.id} />
          ) : (
            <p className="p-4 text-muted">{t("deliveries.none")}</p>
          )
        }
      </Answer>
    </Card>
  );
}
