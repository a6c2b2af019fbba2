// One machine: how it is reached, what may run on it, what ran on it, and how it has changed.
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { deleteServer, type Server as ServerData, serverQuery } from "@/api/servers";
import { useMayWrite } from "@/api/session";
import { Answer } from "@/kit/answer";
import { Badge } from "@/kit/badge";
import { Button } from "@/kit/button";
import { Deletion } from "@/kit/deletion";
import { Card, Page } from "@/kit/page";
import { t, type TextKey } from "@/text/t";
import { Fact, Facts } from "../flow/facts";
import { Command } from "../flow/steps";
import { Connection } from "./connection";
import { History } from "./history";
import { Modes } from "./modes";
import { ServerForm } from "./server_form";
import { addressOf, ModeBadge } from "./words";

export default function Server() {
  const { serverId } = useParams({ strict: false }) as { serverId: string };
  const server = useQuery(serverQuery(serverId));
  return <Answer query={server}>{(data) => <ServerPage server={data} />}</Answer>;
}

function ServerPage({ server }: { server: ServerData }) {
  const [layer, setLayer] = useState<"edit" | "delete" | null>(null);
  const mayWrite = useMayWrite();
  const navigate = useNavigate();
  const actions = mayWrite && (
    <>
      <Button icon={<Pencil size={15} aria-hidden />} onClick={() => setLayer("edit")}>
        {t("flow.edit")}
      </Button>
      <Button icon={<Trash2 size={15} aria-hidden />} look="danger" onClick={() => setLayer("delete")}>
        {t("action.delete")}
      </Button>
    </>
  );
  return (
    <Page
      title={server.name}
      above={
        <Link to="/servers" className="hover:underline">
          {t("nav.servers")}
        </Link>
      }
      badge={<ModeBadge mode={server.mode} />}
      actions={actions}
    >
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card title={t("servers.reached")}>
          <ServerFacts server={server} />
        </Card>
        <div className="flex min-w-0 flex-col gap-5">
          {server.transport === "ssh" && <Connection server={server} />}
          <Modes server={server} />
        </div>
      </div>
      <History server={server} />
      {layer === "edit" && <ServerForm server={server} onClose={() => setLayer(null)} />}
      {layer === "delete" && (
        <Deletion
          name={server.name}
          text={t("servers.delete_text")}
          remove={() => deleteServer(server.id)}
          stale={["servers"]}
          onClose={() => setLayer(null)}
          onDeleted={() => void navigate({ to: "/servers" })}
        />
      )}
    </Page>
  );
}

function ServerFacts({ server }: { server: ServerData }) {
  return (
    <>
      <Facts>
        <Fact name={t("servers.transport")}>{t(`transport.${server.transport}` as TextKey)}</Fact>
        <Fact name={t("servers.address")}>
          <code>{addressOf(server)}</code>
        </Fact>
        {server.proxy_jump && <Fact name={t("servers.proxy_jump")}>{server.proxy_jump}</Fact>}
        {server.become && <Fact name={t("servers.become_short")}>{server.become_user || "root"}</Fact>}
        {server.role && <Fact name={t("servers.facet_role")}>{server.role}</Fact>}
        {server.site && <Fact name={t("servers.facet_site")}>{server.site}</Fact>}
        {server.os_family && <Fact name={t("servers.facet_os_family")}>{server.os_family}</Fact>}
        {server.tags.length > 0 && (
          <Fact name={t("library.column_tags")}>
            <span className="flex flex-wrap gap-1">
              {server.tags.map((tag) => (
                <Badge key={tag}>{tag}</Badge>
              ))}
            </span>
          </Fact>
        )}
        {server.notes && <Fact name={t("servers.notes")}>{server.notes}</Fact>}
      </Facts>
      {server.host_keys.map((key) => (
        <Command key={key} text={key} />
      ))}
    </>
  );
}
