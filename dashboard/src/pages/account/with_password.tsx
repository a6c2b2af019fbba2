// A change of how one signs in, asked for with one's password: a browser that was left open must not be
// enough for it.
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { messageOf } from "@/api/problem";
import { Button } from "@/kit/button";
import { Field, Input } from "@/kit/field";
import { t } from "@/text/t";

type WithPasswordProps<T> = { action: string; ask: (password: string) => Promise<T>; onDone: (answer: T) => void };

export function WithPassword<T>({ action, ask, onDone }: WithPasswordProps<T>) {
  const [password, setPassword] = useState("");
  const asking = useMutation({
    mutationFn: () => ask(password),
    onSuccess: (answer) => {
      setPassword("");
      onDone(answer);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!asking.isPending) asking.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <Field label={t("second_factor.password")} problem={asking.isError ? messageOf(asking.error) : undefined}>
        <Input type="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} />
      </Field>
      <div>
        <Button type="submit" busy={asking.isPending}>
          {action}
        </Button>
      </div>
    </form>
  );
}
