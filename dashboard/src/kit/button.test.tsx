import { render, screen } from "@testing-library/react";
import { Tooltip } from "radix-ui";
import { expect, test } from "vitest";
import { Button } from "./button";

function Review({ blocked }: { blocked: string | false | undefined }) {
  return (
    <Tooltip.Provider>
      <Button blocked={blocked}>Review</Button>
    </Tooltip.Provider>
  );
}

test("a button keeps the focus when what blocked it is over, and when something blocks it", () => {
  const page = render(<Review blocked="Choose targets first" />);
  const button = screen.getByRole("button");
  button.focus();
  for (const blocked of [false, "Choose targets first", undefined] as const) {
    page.rerender(<Review blocked={blocked} />);
    expect(document.activeElement).toBe(button);
    expect(button.getAttribute("aria-disabled")).toBe(blocked ? "true" : null);
  }
});
