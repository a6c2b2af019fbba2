// The keyboard map for people, and the switch that turns single keys off.
import { general, goTo } from "@/app/shortcuts";
import { changeSetting, useSetting } from "@/app/settings";
import { Dialog } from "@/kit/dialog";
import { Checkbox } from "@/kit/field";
import { Key } from "@/kit/key";
import { t } from "@/text/t";

export function KeyHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const keys = useSetting("keys");
  return (
    <Dialog open={open} onClose={onClose} title={t("keys.title")} description={t("keys.description")}>
      <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-2">
        {[...general, ...goTo].map((one) => (
          <div key={one.keys} className="col-span-2 grid grid-cols-subgrid items-center">
            <dt>{t(one.text)}</dt>
            <dd>
              <Key>{one.keys}</Key>
            </dd>
          </div>
        ))}
      </dl>
      <Checkbox
        className="mt-5"
        label={t("keys.switch")}
        checked={keys === "on"}
        onChange={(isOn) => changeSetting("keys", isOn ? "on" : "off")}
      />
    </Dialog>
  );
}
