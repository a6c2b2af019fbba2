// The way to the identity provider. Where one wanted to go waits in this tab until one is back.
import { useMutation } from "@tanstack/react-query";
import { beginProviderSignIn } from "@/api/session";
import { Button, type Look } from "@/kit/button";
import { Refusal } from "@/kit/refusal";
import { t } from "@/text/t";

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
      <Refusal error={beginning.error} />
      <Button look={look} busy={beginning.isPending} onClick={() => beginning.mutate()}>
        {t("sign_in.provider", { name })}
      </Button>
    </>
  );
}
