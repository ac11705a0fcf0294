/** The browser's storage: lists that a person wants kept, and a few settings. It may be full or forbidden: then nothing is kept, and that is said. */

import { t, told } from "./words";

export interface Kept { key: string; name: string; source: string; bytes: Uint8Array; revision: number }

const NAME = "lvzhi";

function opened(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    let request: IDBOpenDBRequest;
    try {
      request = indexedDB.open(NAME, 1);
    } catch (error) {
      return failed(refused(error));
    }
    request.onupgradeneeded = () => request.result.createObjectStore("lists", { keyPath: "key" });
    request.onsuccess = () => {
      // Another page may want a newer form of it.
      request.result.onversionchange = () => request.result.close();
      done(request.result);
    };
    request.onerror = () => failed(refused(request.error));
    request.onblocked = () => failed(refused(request.error));
  });
}

function refused(error: unknown): Error {
  const full = (error as DOMException | null)?.name === "QuotaExceededError";
  return told(() => full
    ? t("浏览器的存储空间已满，没有保存；请用“存为 .lvz”把清单存成文件", "The browser's storage is full, and nothing was kept: save the list as a .lvz file")
    : t("浏览器不允许保存，清单只在本页有效；请用“存为 .lvz”把它存成文件", "The browser allows no storage, and the list is gone with this page: save it as a .lvz file"));
}

async function run<T>(mode: IDBTransactionMode, act: (lists: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await opened();
  try {
    return await new Promise<T>((done, failed) => {
      const transaction = database.transaction("lists", mode);
      let request: IDBRequest<T>;
      try {
        request = act(transaction.objectStore("lists"));
      } catch (error) {
        return failed(refused(error));
      }
      transaction.oncomplete = () => done(request.result);
      transaction.onabort = () => failed(refused(transaction.error));
      transaction.onerror = () => failed(refused(transaction.error));
    });
  } finally {
    database.close();
  }
}

export const all = (): Promise<Kept[]> => run("readonly", (lists) => lists.getAll());
export const get = (key: string): Promise<Kept | null> => run("readonly", (lists) => lists.get(key)).then((kept) => kept ?? null);

/** Keeps a list in the place of the revision `on`, and gives its own. Where another page has kept another one since, nothing is written. */
export async function put(kept: Kept, on: number | null): Promise<number> {
  let wrong: Error | null = null;
  await run("readwrite", (lists) => {
    const there: IDBRequest<Kept | undefined> = lists.get(kept.key);
    there.onsuccess = () => {
      if (there.result && there.result.revision !== on) return void (wrong = stale());
      try {
        lists.put(kept);
      } catch (error) {
        wrong = refused(error);
      }
    };
    return there;
  });
  if (wrong) throw wrong;
  return kept.revision;
}

/** Another page has changed the list meanwhile. */
export const stale = (): Error => told(() => t("这份清单刚在另一个页面里改过，这次的改动没有保存；本页已换成改过的清单，请核对后再保存一次",
  "This list was just changed in another page, and this change was not saved: the page has the changed list now, look at it and save again"));

export const drop = (key: string): Promise<unknown> => run("readwrite", (lists) => lists.delete(key));

export function setting(name: string): string | null {
  try {
    return localStorage.getItem(`${NAME}.${name}`);
  } catch {
    return null;
  }
}

export function setSetting(name: string, value: string): void {
  try {
    localStorage.setItem(`${NAME}.${name}`, value);
  } catch {
    // Settings are a convenience: without storage the page begins as it did the first time.
  }
}
