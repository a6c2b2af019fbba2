// The way in by the identity provider.
import { useMutation } from "@tanstack/react-query";
import { beginProviderSignIn } from "@/api/session";
import { Button, type Look } from "@/kit/button";
import { Refusal } from "@/kit/refusal";
import { t } from "@/text/t";
import { goToProvider } from "./provider_trip";

type ProviderButtonProps = { name: string; look: Look; next: string | undefined };

export function ProviderButton({ name, look, next }: ProviderButtonProps) {
  const beginning = useMutation({
    mutationFn: beginProviderSignIn,
    onSuccess: ({ url }) => goToProvider(url, { purpose: "sign-in", next: next ?? "/" }),
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
