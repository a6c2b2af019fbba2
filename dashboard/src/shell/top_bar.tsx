// Search, how fresh the page is, what waits, and the person.
import { useNavigate } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { CircleUserRound, Contrast, Keyboard, LogOut, PanelLeft, Search } from "lucide-react";
import { changeSetting, useSetting } from "@/app/settings";
import { sessionQuery, signOut, useSession } from "@/api/session";
import { IconButton } from "@/kit/button";
import { Key } from "@/kit/key";
import { Menu, MenuItem, MenuLine, MenuRadio } from "@/kit/menu";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";
import { Bell } from "./bell";
import { LiveDot } from "./live_dot";

type TopBarProps = { onSidebar: () => void; onPalette: () => void; onHelp: () => void };

export function TopBar({ onSidebar, onPalette, onHelp }: TopBarProps) {
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b border-line bg-panel px-3">
      <IconButton label={t("top.sidebar")} shortcut="[" onClick={onSidebar}>
        <PanelLeft size={17} aria-hidden />
      </IconButton>
      <span className="flex items-center gap-2 pr-2 text-lg font-semibold tracking-tight">
        <img src="favicon.svg" alt="" className="size-5" />
        <span className="max-sm:sr-only">Fettle</span>
      </span>
      <button
        type="button"
        onClick={onPalette}
        aria-label={t("top.search")}
        className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-control border border-line bg-bg px-2.5 text-left text-muted hover:border-control sm:max-w-96"
      >
        <Search size={15} aria-hidden />
        <span className="min-w-0 flex-1 truncate">{t("top.search")}</span>
        <span className="max-sm:hidden">
          <Key>Ctrl K</Key>
        </span>
      </button>
      <div className="ml-auto flex items-center gap-1">
        <LiveDot />
        <Bell />
        <PersonMenu onHelp={onHelp} />
      </div>
    </header>
  );
}

function PersonMenu({ onHelp }: { onHelp: () => void }) {
  const session = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const toast = useToast();
  const leave = async () => {
    try {
      await signOut();
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, null);
      void navigate({ to: "/login" });
    } catch (error) {
      toast.failed(error);
    }
  };
  const trigger = (
    <button
      type="button"
      className="flex h-8 items-center gap-2 rounded-control px-2 hover:bg-sunken"
      aria-label={t("top.person", { name: session?.user.name ?? "" })}
    >
      <CircleUserRound size={18} className="text-muted" aria-hidden />
      <span className="max-w-40 truncate max-md:hidden">{session?.user.name}</span>
    </button>
  );
  return (
    <Menu trigger={trigger}>
      <div className="px-2.5 pt-1.5 pb-2">
        <p className="max-w-64 truncate font-medium">{session?.user.name}</p>
        <p className="max-w-64 truncate text-sm text-muted">
          {t("top.role_in", { role: session?.user.role ?? "", team: session?.team.name ?? "" })}
        </p>
      </div>
      <MenuLine />
      <ThemeChoice />
      <MenuLine />
      <MenuItem icon={<Keyboard size={15} aria-hidden />} onSelect={onHelp}>
        {t("keys.title")}
      </MenuItem>
      <MenuItem
        icon={<Contrast size={15} aria-hidden />}
        onSelect={() => void navigate({ href: "/account" })}
      >
        {t("nav.account")}
      </MenuItem>
      <MenuItem icon={<LogOut size={15} aria-hidden />} onSelect={() => void leave()}>
        {t("top.sign_out")}
      </MenuItem>
    </Menu>
  );
}

function ThemeChoice() {
  const theme = useSetting("theme");
  const density = useSetting("density");
  return (
    <>
      <MenuRadio
        label={t("settings.theme")}
        value={theme}
        onChange={(value) => changeSetting("theme", value)}
        options={[
          { value: "system", label: t("settings.theme_system") },
          { value: "light", label: t("settings.theme_light") },
          { value: "dark", label: t("settings.theme_dark") },
        ]}
      />
      <MenuRadio
        label={t("settings.density")}
        value={density}
        onChange={(value) => changeSetting("density", value)}
        options={[
          { value: "comfortable", label: t("settings.density_comfortable") },
          { value: "compact", label: t("settings.density_compact") },
        ]}
      />
    </>
  );
}
