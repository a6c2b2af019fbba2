// Deletes a thing once somebody has said so, tells that it is gone, and has what listed it read again.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { t } from "@/text/t";
import { Confirm } from "./dialog";
import { useToast } from "./toast";

type DeletionProps = {
  name: string;
  /// What goes with it, and what stays.
  text: string;
  remove: () => Promise<unknown>;
  /// The first words of the queries that it makes old.
  stale: string[];
  onClose: () => void;
  onDeleted?: () => void;
  children?: ReactNode;
};

export function Deletion({ name, text, remove, stale, onClose, onDeleted, children }: DeletionProps) {
  const queries = useQueryClient();
  const toast = useToast();
  const removing = useMutation({
    mutationFn: remove,
    onSuccess: () => {
      for (const key of stale) void queries.invalidateQueries({ queryKey: [key] });
      toast.done(t("deletion.done", { name }));
      onClose();
      onDeleted?.();
    },
    onError: toast.failed,
  });
  return (
    <Confirm
      open
      onClose={onClose}
      title={t("deletion.title", { name })}
      description={text}
      action={t("action.delete")}
      busy={removing.isPending}
      onConfirm={() => removing.mutate()}
    >
      {children}
    </Confirm>
  );
}
