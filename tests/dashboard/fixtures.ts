// What every test gets: the running service (one for each file), pages that fail the test on an error
// of a script or of the content policy, and somebody who is signed in. A journey is done by `person`,
// whose hand the project says (playwright.config.ts): everything once more by the keyboard alone.
import { type APIRequestContext, type Browser, expect, type Page, test as base } from "@playwright/test";
import { type Hand, Person, refuseMouse } from "./hand.ts";
import { Service } from "./service.ts";

export const owner = { name: "Owner", email: "owner@example.com", password: "a long enough sentence" };

export type Options = { hand: Hand };
type Fixtures = Options & { service: Service; signedIn: Page; person: Person; api: Api; faults: string[] };
type Running = { file: string; service: Service | null };

export const test = base.extend<Fixtures, { running: Running }>({
  hand: ["mouse", { option: true }],
  running: [
    async ({}, use) => {
      const running: Running = { file: "", service: null };
      await use(running);
      await running.service?.stop();
    },
    { scope: "worker" },
  ],
  service: async ({ running }, use, { file }) => {
    if (running.file !== file) {
      await running.service?.stop();
      running.service = null;
      running.service = await Service.start();
      running.file = file;
    }
    await use(running.service!);
  },
  faults: async ({}, use) => {
    const faults: string[] = [];
    await use(faults);
    expect(faults, "errors that the browser reported").toEqual([]);
  },
  page: async ({ page, faults, hand }, use) => {
    await watch(page, faults, hand);
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
  person: async ({ signedIn, hand }, use) => use(new Person(signedIn, hand)),
});

async function watch(page: Page, faults: string[], hand: Hand) {
  if (hand === "keyboard") await refuseMouse(page, faults);
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    // A refused request is shown by the page itself, and is what some tests are about.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
      faults.push(message.text());
    }
  });
}

type Member = { name: string; role: "owner" | "engineer" | "viewer"; hand: Hand };
type Around = { browser: Browser; api: Api; faults: string[] };

/// Somebody else of the team, in a browser of their own.
export async function member({ browser, api, faults }: Around, { name, role, hand }: Member, options = {}): Promise<Person> {
  const email = `${name.toLowerCase().replaceAll(/\W+/g, ".")}.${Date.now()}@example.com`;
  const invitation = await api.post<{ url: string }>("/invitations", { email, role });
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Oslo", ...options });
  const page = await context.newPage();
  await watch(page, faults, hand);
  const token = invitation.url.split("#")[1];
  const data = { token, name, password: "another long sentence" };
  const joined = await context.request.post(`${new URL(invitation.url).origin}/api/v1/invitations/accept`, { data });
  expect(joined.ok(), await joined.text()).toBe(true);
  return new Person(page, hand);
}

/// What the top of each page says while it hears the service.
export const live = (page: Page) => page.getByRole("banner").getByText("Live", { exact: true });

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

  /// Version 0: there is none yet.
  async put<T = Record<string, unknown>>(path: string, version: number, data: unknown): Promise<T> {
    const answer = await this.request.put(`/api/v1${path}`, {
      data,
      headers: { "X-CSRF-Token": this.#token, ...(version > 0 && { "If-Match": `"${version}"` }) },
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

export { expect };
export type { Page } from "@playwright/test";
export type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";
