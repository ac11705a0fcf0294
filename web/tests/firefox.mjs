// Debian's Firefox ESR by its own protocol (Marionette: JSON with its length in front), which needs no driver and no library.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

export const FIREFOX = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
export const isThere = existsSync(FIREFOX);

async function connected(port) {
  for (let tries = 0; tries < 100; tries++) {
    const socket = connect(port, "127.0.0.1");
    const came = await new Promise((done) => socket.once("connect", () => done(true)).once("error", () => done(false)));
    if (came) return socket;
    await pause(200);
  }
  throw new Error("Firefox does not answer");
}

/** A Firefox with a profile of its own, and one tab. */
export async function firefox() {
  const profile = mkdtempSync(join(tmpdir(), "lvzhi-firefox-"));
  const port = 20_000 + (process.pid % 20_000);
  writeFileSync(join(profile, "user.js"), `user_pref("marionette.port", ${port});\nuser_pref("datareporting.policy.dataSubmissionEnabled", false);\n`);
  const process_ = spawn(FIREFOX, ["--headless", "--marionette", "--no-remote", "--profile", profile], { stdio: "ignore" });
  const socket = await connected(port);
  const waiting = new Map();
  let had = Buffer.alloc(0);
  socket.on("data", (bytes) => {
    had = Buffer.concat([had, bytes]);
    for (;;) {
      const colon = had.indexOf(":");
      const length = Number(had.subarray(0, Math.max(0, colon)).toString());
      if (colon < 0 || had.length < colon + 1 + length) return;
      const said = JSON.parse(had.subarray(colon + 1, colon + 1 + length).toString());
      had = had.subarray(colon + 1 + length);
      if (!Array.isArray(said)) continue;
      const [, id, error, result] = said;
      const { done, failed } = waiting.get(id);
      error ? failed(new Error(`${error.error}: ${error.message}`)) : done(result);
    }
  });
  let last = 0;
  const call = (name, parameters = {}) => new Promise((done, failed) => {
    const text = JSON.stringify([0, ++last, name, parameters]);
    waiting.set(last, { done, failed });
    socket.write(`${Buffer.byteLength(text)}:${text}`);
  });
  await call("WebDriver:NewSession", { capabilities: { alwaysMatch: { timeouts: { script: 60_000 } } } });
  return {
    open: (url) => call("WebDriver:Navigate", { url }),
    /** What the body of an asynchronous function gives in the page. */
    run: async (body, ...args) => {
      const script = `const [...args] = arguments; const done = args.pop(); (async () => { ${body} })().then((gave) => done({ gave }), (error) => done({ error: String(error) }));`;
      const { value } = await call("WebDriver:ExecuteAsyncScript", { script, args });
      if (value.error) throw new Error(value.error);
      return value.gave;
    },
    picture: async () => Buffer.from((await call("WebDriver:TakeScreenshot", { full: true })).value, "base64"),
    async close() {
      await call("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => {});
      socket.destroy();
      if (process_.exitCode === null) await new Promise((done) => process_.once("exit", done));
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
