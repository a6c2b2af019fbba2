// Every address of the application. Pages come in chunks of their own; what a page filters by stands
// in its address, so that a link shows what its sender saw.
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import type { QueryClient } from "@tanstack/react-query";
import { basePath } from "@/api/client";
import type { ServerFilter } from "@/api/servers";
import { sessionQuery } from "@/api/session";
import { Failed } from "@/kit/answer";
import { ToastArea } from "@/kit/toast";
import { NotFound } from "@/pages/not_found";
import { Shell } from "@/shell/shell";

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  // Inside of the router, as a notice may hold a link.
  component: () => (
    <ToastArea>
      <Outlet />
    </ToastArea>
  ),
  notFoundComponent: NotFound,
  errorComponent: ({ error, reset }) => <Failed error={error} onRetry={reset} />,
});

const index = (value: unknown) =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;

/// View, filter, and the host and step that are open.
type RunSearch = { tab?: string; state?: string; wave?: number; q?: string; h?: string; s?: number };
type LibrarySearch = { type?: string; q?: string; tag?: string; archived?: true };

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/login",
  validateSearch: (search): { next?: string } => ({ next: text(search.next) }),
  component: lazyRouteComponent(() => import("@/pages/sign_in")),
});

/// Where the identity provider sends the browser back to.
const providerSignIn = createRoute({
  getParentRoute: () => root,
  path: "/login/provider",
  component: lazyRouteComponent(() => import("@/pages/provider_sign_in")),
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  component: lazyRouteComponent(() => import("@/pages/set_up")),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  component: lazyRouteComponent(() => import("@/pages/invitation")),
});

const password = createRoute({
  getParentRoute: () => root,
  path: "/password",
  component: lazyRouteComponent(() => import("@/pages/password")),
});

/// Everything inside needs someone who is signed in.
const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  component: Shell,
  notFoundComponent: NotFound,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ to: "/login", search: { next: location.href } });
  },
});

const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  component: lazyRouteComponent(() => import("@/pages/overview/overview")),
});

const library = createRoute({
  getParentRoute: () => shell,
  path: "/trees",
  validateSearch: (search): LibrarySearch => ({
    type: text(search.type),
    q: text(search.q),
    tag: text(search.tag),
    archived: search.archived === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import("@/pages/library/library")),
});

const flow = createRoute({
  getParentRoute: () => shell,
  path: "/flows/$flowId",
  component: lazyRouteComponent(() => import("@/pages/flow/flow")),
});

const maintenanceFlow = createRoute({
  getParentRoute: () => shell,
  path: "/flows/$flowId/maintenance",
  validateSearch: (search): { launch?: string } => ({ launch: text(search.launch) }),
  component: lazyRouteComponent(() => import("@/pages/maintenance_flow/maintenance_flow")),
});

const run = createRoute({
  getParentRoute: () => shell,
  path: "/flows/$flowId/batches/$batchId",
  validateSearch: (search): RunSearch => ({
    tab: text(search.tab),
    state: text(search.state),
    wave: index(search.wave),
    q: text(search.q),
    h: text(search.h),
    s: index(search.s),
  }),
  component: lazyRouteComponent(() => import("@/pages/run/run")),
});

const editor = createRoute({
  getParentRoute: () => shell,
  path: "/flows/$flowId/edit",
  component: lazyRouteComponent(() => import("@/pages/editor/editor")),
});

const targetLists = createRoute({
  getParentRoute: () => shell,
  path: "/account/target-lists",
  component: lazyRouteComponent(() => import("@/pages/target_lists/target_lists")),
});

const servers = createRoute({
  getParentRoute: () => shell,
  path: "/servers",
  validateSearch: (search): ServerFilter => ({
    q: text(search.q),
    role: text(search.role),
    site: text(search.site),
    tag: text(search.tag),
    os_family: text(search.os_family),
    mode: text(search.mode) as ServerFilter["mode"],
  }),
  component: lazyRouteComponent(() => import("@/pages/servers/servers")),
});

const server = createRoute({
  getParentRoute: () => shell,
  path: "/servers/$serverId",
  validateSearch: (search): { from?: string; to?: string } => ({ from: text(search.from), to: text(search.to) }),
  component: lazyRouteComponent(() => import("@/pages/servers/server")),
});

const sessions = createRoute({
  getParentRoute: () => shell,
  path: "/sessions",
  validateSearch: (search): { view?: string; open?: string } => ({
    view: text(search.view),
    open: text(search.open),
  }),
  component: lazyRouteComponent(() => import("@/pages/sessions/sessions")),
});

const session = createRoute({
  getParentRoute: () => shell,
  path: "/sessions/$sessionId",
  component: lazyRouteComponent(() => import("@/pages/sessions/session")),
});

const approvals = createRoute({
  getParentRoute: () => shell,
  path: "/approvals",
  component: lazyRouteComponent(() => import("@/pages/approvals/approvals")),
});

const notifications = createRoute({
  getParentRoute: () => shell,
  path: "/notifications",
  validateSearch: (search): { show?: "unread" } => ({ show: search.show === "unread" ? "unread" : undefined }),
  component: lazyRouteComponent(() => import("@/pages/notifications/notifications")),
});

const recipes = createRoute({
  getParentRoute: () => shell,
  path: "/recipes",
  validateSearch: (search): { q?: string } => ({ q: text(search.q) }),
  component: lazyRouteComponent(() => import("@/pages/recipes/recipes")),
});

/// `new` is where one is written.
const recipe = createRoute({
  getParentRoute: () => shell,
  path: "/recipes/$recipeId",
  component: lazyRouteComponent(() => import("@/pages/recipes/recipe")),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: "/account",
  validateSearch: (search): { section?: string; action?: string; actor?: string } => ({
    section: text(search.section),
    action: text(search.action),
    actor: text(search.actor),
  }),
  component: lazyRouteComponent(() => import("@/pages/account/account")),
});

const maintenances = createRoute({
  getParentRoute: () => shell,
  path: "/maintenances",
  validateSearch: (search): { view?: string } => ({ view: text(search.view) }),
  component: lazyRouteComponent(() => import("@/pages/schedules/maintenances")),
});

const calendar = createRoute({
  getParentRoute: () => shell,
  path: "/calendar",
  validateSearch: (search): { view?: string; month?: string } => ({ view: text(search.view), month: text(search.month) }),
  component: lazyRouteComponent(() => import("@/pages/calendar/calendar")),
});

const schedule = createRoute({
  getParentRoute: () => shell,
  path: "/maintenances/schedules/$scheduleId",
  component: lazyRouteComponent(() => import("@/pages/schedules/schedule")),
});

const lost = createRoute({ getParentRoute: () => shell, path: "$", component: NotFound });

const routeTree = root.addChildren([
  signIn,
  providerSignIn,
  setUp,
  invitation,
  password,
  shell.addChildren([home, library, flow, maintenanceFlow, run, editor, targetLists, servers, server, sessions, session, approvals, notifications, recipes, recipe, account, maintenances, calendar, schedule, lost]),
]);

export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    basepath: basePath || "/",
    defaultPreload: "intent",
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
