// The browser that the tests run in, and the page as a person opens it: from the disk.
import { pathToFileURL } from "node:url";

export const LAUNCH = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
};
export const PAGE = pathToFileURL(new URL("../dist/lvzhi.html", import.meta.url).pathname).href;
