import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import { Inline, piecesOf, unbroken } from "./inline";

const shown = (text: string) => piecesOf(text).map((piece) => (piece.isCode ? `<${piece.text}>` : piece.text)).join("");

test("what is marked as code stands as code, other marks are left out", () => {
  expect(shown("Runs `apt-get update`, then **restarts** it.")).toBe("Runs <apt-get update>, then restarts it.");
  expect(shown("**With `code` in it**, and ``a ` tick``")).toBe("With <code> in it, and <a ` tick>");
  expect(shown("See [the manual](https://example.com/x), please")).toBe("See the manual, please");
});

test("what is no mark stays as it is", () => {
  for (const text of ["2 * 3 ** 4", "a ` alone", "[a] (b)", "", "$HOME/*.txt"]) expect(shown(text)).toBe(text);
});

test("broken lines of prose are one paragraph, lists stay lists", () => {
  expect(unbroken("one\ntwo\n\nthree \nfour")).toBe("one two\n\nthree four");
  expect(unbroken("these:\n- one\n- two\n1. three")).toBe("these:\n- one\n- two\n1. three");
  expect(unbroken("```\na\nb\n```")).toBe("```\na\nb\n```");
});

test("nothing of it becomes HTML", () => {
  const { container } = render(<Inline text={"`<b>x</b>` <script>1</script>"} />);
  expect(container.innerHTML).toBe("<code>&lt;b&gt;x&lt;/b&gt;</code> &lt;script&gt;1&lt;/script&gt;");
});
