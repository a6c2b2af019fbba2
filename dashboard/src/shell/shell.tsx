// The frame around every page of someone who is signed in.
import { Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import { lazy, Suspense, useEffect, useState } from "react";
import { changeSetting, useSetting } from "@/app/settings";
import { useShortcuts } from "@/app/shortcuts";
import { useRefresh } from "@/live/refresh";
import { startLive } from "@/live/live";
import { t } from "@/text/t";
import { KeyHelp } from "./key_help";
import { NewVersion } from "./new_version";
import { Sidebar } from "./sidebar";
import { Stopped } from "./stopped";
import { TopBar } from "./top_bar";

const Palette = lazy(() => import("./palette"));

export function Shell() {
  const navigate = useNavigate();
  const { pathname, href } = useLocation();
  const sidebar = useSetting("sidebar");
  // The address that the drawer of a narrow window is open on: it closes by going elsewhere.
  const [drawerAt, setDrawerAt] = useState<string | null>(null);
  const drawer = drawerAt === href;
  const [layer, setLayer] = useState<"palette" | "help" | null>(null);
  useEffect(startLive, []);
  useRefresh();

  const toggleSidebar = () => {
    if (matchMedia("(max-width: 899px)").matches) setDrawerAt(drawer ? null : href);
    else changeSetting("sidebar", sidebar === "open" ? "closed" : "open");
  };
  useShortcuts({
    go: (to) => void navigate({ href: to }),
    palette: () => setLayer("palette"),
    help: () => setLayer("help"),
    sidebar: toggleSidebar,
  });

  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href={`${pathname}#main`}
        onClick={(event) => {
          event.preventDefault();
          document.getElementById("main")?.focus();
        }}
        className="sr-only z-50 rounded bg-panel px-3 py-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t("nav.skip")}
      </a>
      <TopBar
        onSidebar={toggleSidebar}
        onPalette={() => setLayer("palette")}
        onHelp={() => setLayer("help")}
      />
      <NewVersion />
      <Stopped />
      <div className="flex min-h-0 flex-1">
        <aside
          className={clsx(
            "w-58 shrink-0 border-r border-line bg-panel",
            sidebar === "closed" && "min-[900px]:hidden",
            drawer
              ? "max-[899px]:fixed max-[899px]:inset-y-0 max-[899px]:top-12 max-[899px]:z-36 max-[899px]:overflow-y-auto max-[899px]:shadow-layer"
              : "max-[899px]:hidden",
          )}
        >
          <div className="sticky top-12 max-h-[calc(100dvh-48px)] overflow-y-auto">
            <Sidebar />
          </div>
        </aside>
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
          <Outlet />
        </main>
      </div>
      <KeyHelp open={layer === "help"} onClose={() => setLayer(null)} />
      {layer === "palette" && (
        <Suspense>
          <Palette open onClose={() => setLayer(null)} />
        </Suspense>
      )}
    </div>
  );
}
