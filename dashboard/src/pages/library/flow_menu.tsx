// What can be done with a flow, from wherever it is shown.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Archive, Copy, Download, Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { apiBase } from "@/api/client";
import { archiveFlow, deleteFlow, duplicateFlow, type FlowHead } from "@/api/flows";
import { useMayWrite } from "@/api/session";
import { Deletion } from "@/kit/deletion";
import { Menu, MenuItem, MenuLine } from "@/kit/menu";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";

type FlowMenuProps = { flow: Pick<FlowHead, "id" | "name" | "version" | "is_builtin" | "archived_at"> };

export function FlowMenu({ flow }: FlowMenuProps) {
  const [deleting, setDeleting] = useState(false);
  const mayWrite = useMayWrite();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const toast = useToast();
  const changed = () => {
    for (const key of ["trees", "tree", "counts"]) void queries.invalidateQueries({ queryKey: [key] });
  };
  const duplicate = useMutation({
    mutationFn: () => duplicateFlow(flow.id),
    onSuccess: (copy) => {
      changed();
      void navigate({ href: `/flows/${copy.id}/edit` });
    },
    onError: toast.failed,
  });
  const archive = useMutation({ mutationFn: () => archiveFlow(flow), onSuccess: changed, onError: toast.failed });
  const trigger = (
    <button
      type="button"
      aria-label={t("list.actions_of", { name: flow.name })}
      className="inline-flex size-8 items-center justify-center rounded-control text-muted hover:bg-sunken hover:text-ink"
    >
      <Ellipsis size={16} aria-hidden />
    </button>
  );
  return (
    <>
      <Menu trigger={trigger}>
        {mayWrite && !flow.is_builtin && (
          <MenuItem icon={<Pencil size={15} aria-hidden />} onSelect={() => void navigate({ href: `/flows/${flow.id}/edit` })}>
            {t("flow.edit")}
          </MenuItem>
        )}
        {mayWrite && (
          <MenuItem icon={<Copy size={15} aria-hidden />} onSelect={() => duplicate.mutate()}>
            {t("flow.duplicate")}
          </MenuItem>
        )}
        <MenuItem icon={<Download size={15} aria-hidden />} onSelect={() => location.assign(`${apiBase}/trees/${flow.id}/export`)}>
          {t("flow.export")}
        </MenuItem>
        {mayWrite && !flow.is_builtin && (
          <>
            <MenuLine />
            <MenuItem icon={<Archive size={15} aria-hidden />} onSelect={() => archive.mutate()}>
              {flow.archived_at === null ? t("flow.archive") : t("flow.unarchive")}
            </MenuItem>
            <MenuItem icon={<Trash2 size={15} aria-hidden />} dangerous onSelect={() => setDeleting(true)}>
              {t("flow.delete")}
            </MenuItem>
          </>
        )}
      </Menu>
      {deleting && (
        <Deletion
          name={flow.name}
          text={t("flow.delete_text")}
          remove={() => deleteFlow(flow)}
          stale={["trees", "tree", "counts"]}
          onClose={() => setDeleting(false)}
          onDeleted={() => void navigate({ to: "/trees" })}
        />
      )}
    </>
  );
}
