import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { useAnswerFor } from "./answer_for";

function Asked({ names }: { names: string }) {
  const [yes, setYes] = useAnswerFor(names);
  return <input type="checkbox" checked={yes} onChange={(event) => setYes(event.target.checked)} />;
}

test("a yes is for the names that stood there, and is asked again for others", async () => {
  const page = render(<Asked names="web-1" />);
  const isYes = () => (screen.getByRole("checkbox") as HTMLInputElement).checked;
  await userEvent.click(screen.getByRole("checkbox"));
  expect(isYes()).toBe(true);
  page.rerender(<Asked names={"web-1\nweb-2"} />);
  expect(isYes()).toBe(false);
  await userEvent.click(screen.getByRole("checkbox"));
  await userEvent.click(screen.getByRole("checkbox"));
  expect(isYes()).toBe(false);
  page.rerender(<Asked names="" />);
  expect(isYes()).toBe(false);
});
