// What every test gets: the running service (one for each worker and file), pages that fail the test
// on an error of a script or of the content policy, and somebody who is signed in.
import AxeBuilder from "@axe-core/playwright";
import { type APIRequestContext, type Browser, expect, type Page, test as base } from "@playwright/test";
import { Service } from "./service.ts";

export const owner = { name: "Owner", email: "owner@example.com", password: "a long enough sentence" };

type Fixtures = { signedIn: Page; api: Api; faults: string[] };

export const test = base.extend<Fixtures, { service: Service; options: string[] }>({
  /// Of the service, besides the usual ones.
  options: [[], { scope: "worker", option: true }],
  service: [
    async ({ options }, use) => {
      const service = await Service.start(3, options);
      await use(service);
      await service.stop();
    },
    { scope: "worker" },
  ],
  faults: async ({}, use) => {
    const faults: string[] = [];
    await use(faults);
    expect(faults, "errors that the browser reported").toEqual([]);
  },
  page: async ({ page, faults }, use) => {
    hearFaults(page, faults);
    await use(page);
  },
  api: async ({ service, playwright }, use) => {
    const request = await playwright.request.newContext({ baseURL: service.url });
    const api = new Api(request);
    await api.signIn(service);
    await use(api);
    await request.dispose();
  },
  signedIn: async ({ page, service, api }, use) => {
    const { cookies } = await api.request.storageState();
    await page.context().addCookies(cookies);
    await page.goto(service.url);
    await use(page);
  },
});

function hearFaults(page: Page, faults: string[]) {
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    // A refused request is shown by the page itself, and is what some tests are about.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
      faults.push(message.text());
    }
  });
}

type Member = { name: string; role: "owner" | "engineer" | "viewer" };

/// Somebody else of the team, in a browser of their own.
export async function member(browser: Browser, api: Api, faults: string[], { name, role }: Member, options = {}): Promise<Page> {
  const email = `${name.toLowerCase().replaceAll(/\W+/g, ".")}.${Date.now()}@example.com`;
  const invitation = await api.post<{ url: string }>("/invitations", { email, role });
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Oslo", ...options });
  const page = await context.newPage();
  hearFaults(page, faults);
  const token = invitation.url.split("#")[1];
  const data = { token, name, password: "another long sentence" };
  const joined = await context.request.post(`${new URL(invitation.url).origin}/api/v1/invitations/accept`, { data });
  expect(joined.ok(), await joined.text()).toBe(true);
  return page;
}

/// Registers servers that are not there yet; all of them are reached through the fleet's configuration.
export async function register(api: Api, names: string[]) {
  const there = await api.get<{ items: { name: string }[] }>("/servers?limit=200");
  for (const name of names) {
    if (!there.items.some((one) => one.name === name)) await api.post("/servers", { name });
  }
}

/// The API, to bring about what a test begins with.
export class Api {
  readonly request: APIRequestContext;
  #token = "";

  constructor(request: APIRequestContext) {
    this.request = request;
  }

  async signIn(service: Service) {
    let answer = await this.request.post("/api/v1/session", {
      data: { email: owner.email, password: owner.password },
    });
    if (!answer.ok()) {
      const token = service.setUpLink.split("#")[1];
      answer = await this.request.post("/api/v1/setup", {
        data: { token, team: "Northwind IT", ...owner },
      });
    }
    expect(answer.ok(), await answer.text()).toBe(true);
    this.#token = (await answer.json()).csrf_token;
  }

  async post<T = Record<string, unknown>>(path: string, data: unknown): Promise<T> {
    const answer = await this.request.post(`/api/v1${path}`, {
      data,
      headers: { "X-CSRF-Token": this.#token },
    });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  }

  async put<T = Record<string, unknown>>(path: string, version: number, data: unknown): Promise<T> {
    const answer = await this.request.put(`/api/v1${path}`, {
      data,
      headers: { "X-CSRF-Token": this.#token, "If-Match": `"${version}"` },
    });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  }

  async get<T = Record<string, unknown>>(path: string): Promise<T> {
    const answer = await this.request.get(`/api/v1${path}`);
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  }
}

/// WCAG 2.2 AA, as far as a program can see.
export async function expectAccessible(page: Page) {
  const found = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  const told = found.violations.map(
    (one) => `${one.id}: ${one.help}\n${one.nodes.map((node) => `  ${node.html}`).join("\n")}`,
  );
  expect(told).toEqual([]);
}

export { expect };
