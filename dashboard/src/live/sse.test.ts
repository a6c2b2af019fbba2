import { expect, test } from "vitest";
import { type SseMessage, SseParser } from "./sse";

function parse(...pieces: string[]) {
  const messages: SseMessage[] = [];
  let heard = 0;
  const parser = new SseParser({ onHeard: () => (heard += 1), onMessage: (one) => messages.push(one) });
  for (const piece of pieces) parser.take(piece);
  return { messages, heard };
}

test("a message ends with a blank line", () => {
  expect(parse("event: hello\nid: 41\ndata: {}\n\n").messages).toEqual([
    { type: "hello", id: "41", data: "{}" },
  ]);
});

test("pieces are put together wherever they were cut", () => {
  expect(parse("event: cha", 'nges\nda', 'ta: [1]\n', "\n").messages).toEqual([
    { type: "changes", id: "", data: "[1]" },
  ]);
});

test("a comment is heard and is no message", () => {
  expect(parse(": heartbeat\n\n")).toEqual({ messages: [], heard: 1 });
});

test("several data lines are one text", () => {
  expect(parse("data: a\ndata: b\n\n").messages[0]?.data).toBe("a\nb");
});

test("a message without data, such as resync, is told", () => {
  expect(parse("event: resync\n\n").messages[0]?.type).toBe("resync");
});
