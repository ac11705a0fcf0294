/** What the library says of an error, as a person in front of the page can use it: in one language, without options of the command and files of the
 * importer's folder, which a page does not have. */

import { isChinese, t } from "./words";

/** What a file has to be read with, where that is what an error asks for. */
export function missing(error: unknown): "tier" | "township" | null {
  const text = error instanceof Error ? error.message : "";
  return /--tier\b/.test(text) ? "tier" : /--township\b/.test(text) && /几个乡镇|没有 .* 的清单/.test(text) ? "township" : null;
}

const HAN = /[\u4e00-\u9fff]/;

/** What an error advises for the command, and what is to be done in the page. */
const ADVICE: [RegExp, () => string][] = [
  [/（Python：[^）]*）/g, () => ""],
  [/, (\w+=( and \w+=)?|lvzhi\.open\(FILE\)) in Python/g, () => ""],
  [/，?或照 lvzhi template 的模板填写/, () => "，或点“下载空白模板”，照它填写"],
  [/, or fill in the form that lvzhi template writes/, () => ", or click “Download the form” and fill it in"],
  [/the form of lvzhi template/, () => "the form"],
  [/，或加 --tier/, () => "，或在下面选一类"],
  [/, or with --tier/, () => ", or choose one below"],
  [/用 --township 选一个(乡镇)?/, () => "写明读取哪一个乡镇的"],
  [/choose one (township )?with --township/, () => "say which township is to be read"],
  [/: correct --township/, () => ": write one of these"],
  [/，各用各的文件夹/, () => ""],
  [/: import each on its own, into a folder of its own/, () => ": read each on its own"],
  [/请直接用 lvzhi --list 文件 …/, () => "请在“我的清单”里选择它，不要和别的文件放在一起"],
  [/use it with lvzhi --list FILE …/, () => "choose it under “My lists”"],
  [/没有任何文字 \/ nothing/, () => t("没有任何文字", "nothing")],
  [/，或改用 lvzhi export 的 JSON/, () => "，或存为 .lvz"],
  [/, or export JSON lines/, () => ", or save it as .lvz"],
  [/没有可教的；请删去这一行/, () => "没有可教的，这一行不用更正"],
  [/so there is nothing to teach: remove the row/, () => "so there is nothing to teach: leave the row as it is"],
  [/不是 lvzhi export 的输出/g, () => "不是导出的清单中的一行"],
  [/请用 lvzhi export 重新导出/g, () => "请重新导出"],
  [/ with lvzhi export/g, () => ""],
  [/lvzhi export 的输出有误/, () => "导出的清单有误"],
  [/：文件是空的，请选择存有清单的文件/, () => "：文件是空的，请选择另一个文件"],
  [/there is nothing in the file: choose the one that holds the list/, () => "there is nothing in the file: choose another one"],
];

/** Where the compiler found something that breaks a rule. */
const FIELDS: [RegExp, () => string][] = [
  [/^departments\.toml/, () => t("部门的名称", "the department's name")],
  [/^township\.toml:\d+: code/, () => t("区划代码", "the division code")],
  [/^township\.toml:\d+: edition/, () => t("施行日期", "the date")],
  [/^township\.toml/, () => t("乡镇的信息", "the township")],
  [/^(basic|cooperative|reclaimed)\.toml:\d+: category/, () => t("事项类别", "the category")],
  [/^(basic|cooperative|reclaimed)\.toml:\d+: name/, () => t("事项名称", "the item's name")],
  [/^[\w/-]+\.(toml|tsv|txt):/, () => t("清单", "the list")],
];

/** An error's words in the language of the page. */
export function said(text: string): string {
  const problems = text.split("\n").filter((line) => !/^共 \d+ 处有误/.test(line)).map(oneLine);
  return ADVICE.reduce((now, [is, here]) => now.replace(is, here), problems.join(t("；", "; ")));
}

function oneLine(line: string): string {
  // The query's length is told in bytes, of which a Chinese character has three.
  const long = /查询过长：(\d+) 字节，最多 (\d+) 字节/.exec(line);
  if (long) {
    const [is, most] = [long[1], long[2]].map((bytes) => Math.floor(Number(bytes) / 3).toLocaleString("en"));
    return t(`查询过长：约 ${is} 个汉字，最多约 ${most} 个。请只保留诉求部分`, `The text is too long: some ${is} Chinese characters, at most some ${most}. Keep the request itself`);
  }
  // The compiler's: file, line, field, English（中文）.
  const place = /^[^：]*?:(\d+): (?:[\w.\[\]]+: )?/.exec(line);
  if (place) {
    const where = FIELDS.find(([is]) => is.test(line))?.[1]() ?? t(`第 ${place[1]} 行`, `line ${place[1]}`);
    const rest = line.slice(place[0].length);
    const at = chineseBehind(rest);
    return `${where}${t("：", ": ")}${at < 0 ? rest : isChinese() ? alone(rest.slice(at + 1, -1)) : rest.slice(0, at)}`;
  }
  return oneLanguage(line);
}

/** The bracket in which the Chinese stands at the end of a text; -1 where there is none. */
function chineseBehind(text: string): number {
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at--) {
    if (text[at] === "）") depth++;
    else if (text[at] === "（") depth--;
    if (depth === 0) return at < text.length - 1 && HAN.test(text.slice(at)) ? at : -1;
  }
  return -1;
}

/** The library's errors are Chinese with English in brackets behind it, a sentence or several of them. */
function oneLanguage(line: string): string {
  // A file's name stands before the Chinese, and may have brackets, too.
  const file = /^([^：]+\.[a-z]{2,5})( [^：]*)?：/i.exec(line);
  const english: string[] = [];
  let at = file?.[0].length ?? 0;
  let chinese = line.slice(0, at);
  while (at < line.length) {
    const open = line.indexOf(" (", at);
    const close = open < 0 ? -1 : englishEnd(line, open + 1);
    if (close < 0) {
      const until = open < 0 ? line.length : open + 2;
      chinese += line.slice(at, until);
      at = until;
    } else {
      chinese += line.slice(at, open);
      english.push(line.slice(open + 2, close));
      at = close + 1;
    }
  }
  if (english.length === 0 || !HAN.test(chinese)) return line;
  if (isChinese()) return alone(chinese);
  return (file ? `${file[1]}${(file[2] ?? "").replace(/第 (\d+) 行/, "line $1")}: ` : "") + english.join(". ");
}

/** Chinese without what another program said of it, which is English and of no use here. */
const alone = (chinese: string): string =>
  chinese.replace(/（[\x20-\x7e]*[a-z]{3,} [a-z]{2,}[\x20-\x7e]*）/gi, "").replace(/: [\x20-\x7e]*[a-z]{3,} [a-z]{2,}[\x20-\x7e]*$/i, "");

/** Where the English ends that begins behind the bracket at `from`; -1 where none does. What either language quotes may have half of a pair of brackets, such as `1)`. */
function englishEnd(line: string, from: number): number {
  const [first] = /^[^()]*/.exec(line.slice(from + 1))!;
  const behind = line.slice(from + 1 + first.length);
  // A file's name may have words in brackets, too.
  if (!/[a-z]{2,},? [a-z]+/i.test(first) || /^\)\.[a-z]/i.test(behind)) return -1;
  let depth = 0;
  for (let at = from; at < line.length; at++) {
    if (line[at] === "(") depth++;
    else if (line[at] === ")") {
      if (at + 1 === line.length || (depth === 1 && /[。；，：:]/.test(line[at + 1]))) return at;
      depth = Math.max(1, depth - 1);
    }
  }
  return -1;
}

/** What a report advises, where it speaks of options of the command and of files of a folder: those things are mended beside it. */
export const remedy = (said: string): string =>
  /\.toml/.test(said) && /部门|department/.test(said) ? t("是同一部门的，在“我的清单”的“更正事项、部门、事由”里把一个改成另一个的名称", "where they are one, give one the other's name under “My lists”")
  : /--[a-z]|\.toml/.test(said) ? t("可在“我的清单”的“更正乡镇、日期、清单类别”里写明", "give it under “My lists”, with the township")
  : said;
