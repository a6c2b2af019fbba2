// A new flow of one of the three types, from the blank template.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import { type FormEvent, useState } from "react";
import { createFlow } from "@/api/flows";
import { findingAt, messageOf } from "@/api/problem";
import { type TreeType, TypeIcon } from "@/kit/badge";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Field, Input } from "@/kit/field";
import { t, type TextKey } from "@/text/t";

const types = ["maintenance", "procedural", "troubleshooting"] as const;

type NewFlowProps = { open: boolean; onClose: () => void; type: TreeType };

export function NewFlow({ open, onClose, type }: NewFlowProps) {
  const [chosen, setChosen] = useState<TreeType | null>(null);
  const [name, setName] = useState("");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const current = chosen ?? type;
  const close = () => {
    setChosen(null);
    setName("");
    making.reset();
    onClose();
  };
  const making = useMutation({
    mutationFn: () => createFlow({ tree_type: current, name: name.trim() || undefined }),
    onSuccess: (flow) => {
      void queries.invalidateQueries({ queryKey: ["counts"] });
      close();
      void navigate({ href: `/flows/${flow.id}/edit` });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!making.isPending) making.mutate();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t("new_flow.title")}
      description={t("new_flow.text")}
      footer={
        <>
          <Button onClick={close}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" form="new-flow" busy={making.isPending}>
            {t("new_flow.action")}
          </Button>
        </>
      }
    >
      <form id="new-flow" onSubmit={submit} className="flex flex-col gap-4">
        <fieldset>
          <legend className="mb-1 font-medium">{t("library.column_type")}</legend>
          <div className="flex flex-col gap-2">
            {types.map((one) => (
              <label
                key={one}
                className={clsx(
                  "flex cursor-pointer items-start gap-3 rounded-control border p-3",
                  one === current ? "border-accent bg-accent-soft" : "border-line hover:border-control",
                )}
              >
                <input
                  type="radio"
                  name="type"
                  className="mt-0.5 size-4 accent-[var(--accent)]"
                  checked={one === current}
                  onChange={() => setChosen(one)}
                />
                <span>
                  <span className="flex items-center gap-1.5 font-medium">
                    <TypeIcon type={one} size={15} />
                    {t(`type.${one}` as TextKey)}
                  </span>
                  <span className={one === current ? "text-sm" : "text-sm text-muted"}>
                    {t(`library.text_${one}` as TextKey)}
                  </span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <Field
          label={t("new_flow.name")}
          problem={making.isError ? (findingAt(making.error, "/name") ?? messageOf(making.error)) : undefined}
        >
          <Input value={name} maxLength={255} autoFocus onChange={(event) => setName(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
