// Pictures of the main pages for the documentation: `tools/npm --prefix tests/dashboard run pictures`.
import base from "./playwright.config.ts";

export default { ...base, testMatch: "pictures.ts", use: { ...base.use, viewport: { width: 1440, height: 900 } } };
