// On the way to the identity provider and back: what it is for and where one wanted to go wait in this tab.
const kept = "fettle.trip";

export type Trip = { purpose: "sign-in" | "link"; next: string };

export function goToProvider(url: string, trip: Trip) {
  sessionStorage.setItem(kept, JSON.stringify(trip));
  location.assign(url);
}

/// Only an address of our own.
const isOurs = (next: unknown): next is string => typeof next === "string" && /^\/(?!\/)/.test(next);

/// Told once. Without one somebody signs in.
export function takeTrip(): Trip {
  const text = sessionStorage.getItem(kept) ?? "{}";
  sessionStorage.removeItem(kept);
  const found = JSON.parse(text) as Partial<Trip>;
  return { purpose: found.purpose === "link" ? "link" : "sign-in", next: isOurs(found.next) ? found.next : "/" };
}
