import { expect, it } from "vitest";
import { namesOf } from "./csv_names";

it("takes the first column without its header", () => {
  expect(namesOf("Name,Role\r\nweb1,web\r\n\r\nweb2,web\r\n")).toBe("web1\nweb2");
  expect(namesOf("host;role\nweb1;web")).toBe("web1");
  expect(namesOf("web1\nweb2\n")).toBe("web1\nweb2");
});

it("reads names as exports write them", () => {
  expect(namesOf('\ufeffname,notes\r\n"web, ""1""",a\r\n\'=web2,"two\nlines"\r\n"\'-a;b",\r\n')).toBe(
    'web, "1"\n=web2\n-a;b',
  );
});

it("keeps names when a quote is never closed", () => {
  expect(namesOf('web1\n"web2\nweb3')).toBe('web1\n"web2\nweb3');
});
