// Every text of the dashboard, in English. Keys are PAGE.WORDS; `{names}` are filled in by t().

/// Chosen by `n`; `zero` where none needs words of its own.
export type Plural = { zero?: string; one: string; other: string };

export const en = {
  "action.cancel": "Cancel",
  "action.close": "Close",
  "action.retry": "Try again",

  "answer.loading": "Loading",
  "answer.request": "Request {id}",
  "answer.stale": "Shown as of {when}: {why}",

  "field.optional": "optional",

  "invitation.action": "Join the team",
  "invitation.no_token": "Open the whole link from your invitation. If it has expired, ask for a new one.",
  "invitation.text": "Choose the name that others see and a password.",
  "invitation.title": "Join your team",

  "keys.close": "Close the top layer",
  "keys.description": "Single keys work outside of text fields.",
  "keys.help": "Show this sheet",
  "keys.palette": "Go to a page or flow",
  "keys.search": "Search on this page",
  "keys.sidebar": "Fold the sidebar",
  "keys.switch": "Single-key shortcuts are on",
  "keys.title": "Keyboard shortcuts",

  "live.connecting": "Connecting",
  "live.live": "Live",
  "live.stale": "Reconnecting, last heard {time} ago",

  "nav.account": "Account",
  "nav.all_flows": "All Flows",
  "nav.approvals": "Approvals",
  "nav.group_account": "Account",
  "nav.group_fleet": "Fleet",
  "nav.group_flows": "Flows",
  "nav.group_work": "Work",
  "nav.label": "Main",
  "nav.maintenance": "Maintenance",
  "nav.maintenances": "Maintenances",
  "nav.projects": "Projects",
  "nav.servers": "Servers",
  "nav.sessions": "Sessions",
  "nav.skip": "Skip to the page",
  "nav.target_lists": "Target Lists",
  "nav.troubleshooting": "Troubleshooting",

  "not_found.head": "There is nothing at this address",
  "not_found.text": "It may have been deleted, or it belongs to another team.",
  "not_found.title": "Not found",

  "palette.flows": "Flows",
  "palette.nothing": "Nothing is called \u201c{text}\u201d.",
  "palette.pages": "Pages",
  "palette.placeholder": "Name of a flow or page",

  "person.email": "E-mail",
  "person.name": "Your name",
  "person.password": "Password",
  "person.password_hint": "At least 12 characters. A sentence is fine.",

  "problem.no_answer": "The server does not answer. What you see may be old.",
  "problem.status": "The server answered with status {status}.",

  "risk.badge": "{risk} risk",

  "set_up.action": "Create the team",
  "set_up.no_token": "Open the whole set-up link that the service printed when it started.",
  "set_up.team": "Team",
  "set_up.text": "You become the owner of the first team. Others are invited later.",
  "set_up.title": "Set up Fettle",

  "settings.density": "Density",
  "settings.density_comfortable": "Comfortable",
  "settings.density_compact": "Compact",
  "settings.theme": "Theme",
  "settings.theme_dark": "Dark",
  "settings.theme_light": "Light",
  "settings.theme_system": "As the system",

  "sign_in.action": "Sign in",
  "sign_in.code": "Code",
  "sign_in.code_hint": "From your authenticator application, or a recovery code.",
  "sign_in.text": "Plan, approve, watch and review maintenance.",
  "sign_in.title": "Sign in",

  "time.in_a_moment": "in a moment",
  "time.just_now": "just now",

  "toast.area": "Notices",

  "top.person": "{name}: account and settings",
  "top.role_in": "{role} in {team}",
  "top.search": "Go to a flow or page",
  "top.sidebar": "Fold the sidebar",
  "top.sign_out": "Sign out",

  "type.maintenance": "Maintenance",
  "type.procedural": "Project",
  "type.troubleshooting": "Troubleshooting",

  "version.new": "A new version of Fettle is running.",
  "version.reload": "Reload",
} as const satisfies Record<string, string | Plural>;
