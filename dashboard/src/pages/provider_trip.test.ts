import { beforeEach, expect, test, vi } from "vitest";
import { goToProvider, takeTrip } from "./provider_trip";

beforeEach(() => sessionStorage.clear());

test("what a trip is for is told once", () => {
  const assign = vi.spyOn(location, "assign").mockImplementation(() => {});
  goToProvider("https://id.example.com/authorize", { purpose: "link", next: "/account" });
  expect(assign).toHaveBeenCalledWith("https://id.example.com/authorize");
  expect(takeTrip()).toEqual({ purpose: "link", next: "/account" });
  expect(takeTrip()).toEqual({ purpose: "sign-in", next: "/" });
});

test("no trip leads to another site", () => {
  for (const next of ["https://elsewhere.example.com", "//elsewhere.example.com", ""]) {
    sessionStorage.setItem("fettle.trip", JSON.stringify({ purpose: "sign-in", next }));
    expect(takeTrip().next).toBe("/");
  }
});
