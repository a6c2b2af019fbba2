// The second factor of one's own account: offered, confirmed by its first code, given up.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { type FormEvent, useState } from "react";
import { confirmSecondFactor, offerSecondFactor, removeSecondFactor, type SecondFactorOffer } from "@/api/people";
import { messageOf } from "@/api/problem";
import { sessionQuery, useSession } from "@/api/session";
import { Button } from "@/kit/button";
import { Field, Input } from "@/kit/field";
import { Card } from "@/kit/page";
import { Qr } from "@/kit/qr";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";
import { WithPassword } from "./with_password";

export function SecondFactor() {
  const [offer, setOffer] = useState<SecondFactorOffer | null>(null);
  const isOn = useSession()?.user.has_second_factor ?? false;
  const queries = useQueryClient();
  const toast = useToast();
  const refresh = () => void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
  const confirmed = () => {
    setOffer(null);
    refresh();
    toast.done(t("second_factor.on_now"));
  };
  return (
    <Card title={t("second_factor.title")}>
      {offer ? (
        <ConfirmCode offer={offer} onDone={confirmed} onClose={() => setOffer(null)} />
      ) : isOn ? (
        <>
          <p className="mb-3 flex items-center gap-2">
            <ShieldCheck size={17} className="shrink-0 text-ok" aria-hidden />
            {t("second_factor.on")}
          </p>
          <WithPassword
            action={t("second_factor.remove")}
            ask={removeSecondFactor}
            onDone={() => {
              refresh();
              toast.done(t("second_factor.off_now"));
            }}
          />
        </>
      ) : (
        <>
          <p className="mb-3 text-muted">{t("second_factor.off")}</p>
          <WithPassword action={t("second_factor.set_up")} ask={offerSecondFactor} onDone={setOffer} />
        </>
      )}
    </Card>
  );
}

type ConfirmCodeProps = { offer: SecondFactorOffer; onDone: () => void; onClose: () => void };

function ConfirmCode({ offer, onDone, onClose }: ConfirmCodeProps) {
  const [code, setCode] = useState("");
  const confirming = useMutation({ mutationFn: () => confirmSecondFactor(code.trim()), onSuccess: onDone });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!confirming.isPending) confirming.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <p>{t("second_factor.enter")}</p>
      <Qr text={offer.uri} label={t("second_factor.qr")} />
      <code className="rounded-control bg-sunken px-3 py-2 tracking-wider break-all select-all">
        {offer.secret.replace(/(.{4})(?=.)/g, "$1 ")}
      </code>
      <a href={offer.uri} className="self-start underline">
        {t("second_factor.open_app")}
      </a>
      <Field label={t("sign_in.code")} problem={confirming.isError ? messageOf(confirming.error) : undefined}>
        <Input inputMode="numeric" autoComplete="one-time-code" autoFocus value={code} onChange={(event) => setCode(event.target.value)} />
      </Field>
      <div className="flex gap-2">
        <Button onClick={onClose}>{t("action.cancel")}</Button>
        <Button type="submit" look="primary" busy={confirming.isPending}>
          {t("second_factor.confirm")}
        </Button>
      </div>
    </form>
  );
}
