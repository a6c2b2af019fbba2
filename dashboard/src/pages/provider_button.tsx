// The way to the identity provider. Where one wanted to go waits in this tab until one is back.
import { useMutation } from "@tanstack/react-query";
import { messageOf } from "@/api/problem";
import { beginProviderSignIn } from "@/api/session";
import { Button, type Look } from "@/kit/button";
import { t } from "@/text/t";
import { FormProblem } from "./entry";

const kept = "fettle.next";

/// Where one wanted to go, told once; only an address of our own.
export function takeNext(): string {
  const next = sessionStorage.getItem(kept) ?? "";
  sessionStorage.removeItem(kept);
  return next.startsWith("/") && !next.startsWith("//") ? next : "/";
}

type ProviderButtonProps = { name: string; look: Look; next: string | undefined };

export function ProviderButton({ name, look, next }: ProviderButtonProps) {
  const beginning = useMutation({
    mutationFn: beginProviderSignIn,
    onSuccess: ({ url }) => {
      sessionStorage.setItem(kept, next ?? "/");
      location.assign(url);
    },
  });
  return (
    <>
      <FormProblem text={beginning.isError ? messageOf(beginning.error) : undefined} />
      <Button look={look} busy={beginning.isPending} onClick={() => beginning.mutate()}>
        {t("sign_in.provider", { name })}
      </Button>
    </>
  );
}
