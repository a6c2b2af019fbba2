import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import { Inline, piecesOf } from "./inline";

const shown = (text: string) => piecesOf(text).map((piece) => (piece.isCode ? `<${piece.text}>` : piece.text)).join("");

test("what is marked as code stands as code, other marks are left out", () => {
  expect(shown("Runs `apt-get update`, then **restarts** it.")).toBe("Runs <apt-get update>, then restarts it.");
  expect(shown("**With `code` in it**, and ``a ` tick``")).toBe("With <code> in it, and <a ` tick>");
  expect(shown("See [the manual](https://example.com/x), please")).toBe("See the manual, please");
});

test("what is no mark stays as it is", () => {
  for (const text of ["2 * 3 ** 4", "a ` alone", "[a] (b)", "", "$HOME/*.txt"]) expect(shown(text)).toBe(text);
});

test("nothing of it becomes HTML", () => {
  const { container } = render(<Inline text={"`<b>x</b>` <script>1</script>"} />);
  expect(container.innerHTML).toBe("<code>&lt;b&gt;x&lt;/b&gt;</code> &lt;script&gt;1&lt;/script&gt;");
});
