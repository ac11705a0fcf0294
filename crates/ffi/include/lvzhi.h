/*
 * lvzhi (履职): whose duty is it? 乡镇履行职责事项清单
 *
 * Made by cbindgen from the source of the library; do not edit.
 *
 * CONVENTIONS
 *
 * Results. Every function returns int32_t: LVZHI_OK (0) or another status, or, where there is no output argument, the
 *   number itself, which is never negative. Every failure is negative, and none is -1. Inputs come first, outputs last.
 *   Unless the result is LVZHI_OK or LVZHI_TRUNCATED, no output has been written. No output may overlap an input or
 *   another output.
 *
 * Lists. What asks a list takes it first: NULL for the list that is built in, or the handle of one that lvzhi_list_open or
 *   lvzhi_list_open_bytes opened. A handle is a number in the shape of a pointer: copy and compare it, nothing else. Each
 *   is looked up, so that one that was closed, or never was one, is LVZHI_CLOSED_LIST and does no harm. A list has one share
 *   when it is opened; lvzhi_list_share adds one, lvzhi_list_close takes one away, the last one closes the list.
 *
 * Absence. A failure, LVZHI_NONE and LVZHI_ANY are different numbers. No function takes a failure or LVZHI_NONE for an
 *   argument, so that an absent result handed on is refused; only lvzhi_items and lvzhi_department_item_count take
 *   LVZHI_ANY, and only lvzhi_status_message and lvzhi_status_text take a status.
 *
 * Ownership. Nothing is to be initialised or freed; lists that were opened are closed. Items, categories and departments are
 *   integers: their places in the list, from 0. They are good for one version of the data of one list
 *   (lvzhi_data_version); store ids, not places. Matters are numbers from 1 that stay. The library keeps no pointer that it is
 *   given, and calls nothing back.
 *
 * Static texts. An lvzhi_text is in UTF-8, read only, with a NUL behind it at data[len]. Of the built-in list, and of no list, it
 *   points into the program itself: valid for the life of the program (until the library is unloaded). Of a list that was
 *   opened it belongs to the list: valid until its last share is closed. Absent texts are empty: len 0, data "".
 *
 * Text in. (const void *text, size_t len, int32_t encoding): `len` bytes, in LVZHI_UTF8, LVZHI_GB18030 (takes GBK too),
 *   LVZHI_GB18030_STRICT or LVZHI_UTF16LE. A len of LVZHI_NUL_TERMINATED (-1) means all bytes before a NUL (two zero bytes
 *   in UTF-16LE). Otherwise no NUL is needed, and a NUL is a character like any other. No alignment is needed. NULL with
 *   len 0 is the empty text. Bytes that are not valid in the encoding are never replaced: LVZHI_INVALID_TEXT;
 *   lvzhi_valid_up_to tells where. Bytes in another encoding than the one stated may be valid by chance, and are then
 *   read as other characters: lvzhi_text_encoding tells which encoding is likely.
 *
 * Text for a buffer. (int32_t encoding, void *buffer, size_t capacity, size_t *needed): `needed` is set to the bytes of
 *   the whole text and its NUL (two bytes in UTF-16LE); a buffer of this size takes all. Capacity 0 (buffer may be NULL)
 *   asks for the size: LVZHI_OK. A smaller buffer is given as many whole characters as have room and the NUL, if there is
 *   room for it: LVZHI_TRUNCATED. Nothing is written behind the NUL.
 *
 * List for an array. (T *array, size_t capacity, size_t *count): `count` is set to how many there are in all, of which as
 *   many as have room are written. Capacity 0 (array may be NULL) asks for the number: LVZHI_OK. A smaller array:
 *   LVZHI_TRUNCATED.
 *
 * NULL. LVZHI_NULL_ARGUMENT, unless said otherwise: a list, text with len 0, a buffer or array with capacity 0, options.
 *
 * Structs that may grow begin with struct_size, which the caller sets to sizeof; another size is LVZHI_BAD_STRUCT_SIZE.
 *   Their fields are 32-bit integers without gaps. Scores and probabilities are integers in ten-thousandths (_e4).
 *
 * Codes are integers from 1, so that a zeroed variable is none; an unknown one is LVZHI_BAD_VALUE.
 *
 * Threads. Every function may be called from any thread at any time: which lists are open is all the state there is, and
 *   calls with NULL have nothing to do with it. A list that another thread closes lives until the calls that it was given to
 *   have returned. A call reads its inputs until it returns; no other thread may change them meanwhile.
 *
 * Surroundings. No locale, environment, clock or signal is used, no thread started, nothing printed; no file but the one that
 *   lvzhi_list_open or lvzhi_list_problem is told to read. Memory is asked for by the first call of the process that asks the
 *   built-in list or a matter (less than 2,000 bytes, kept), while a text of more than 1,000 bytes of UTF-8 is converted from
 *   GB18030 or UTF-16LE, and for a list that is opened: as much as its file is long, until it is closed. A call uses less than
 *   104 KB of stack, lvzhi_classify_parts less than 184 KB.
 *
 * Failures of the library itself are caught and are LVZHI_INTERNAL: the process is never ended. Only then is a line
 *   written to standard error, for the report.
 */

#ifndef LVZHI_H
#define LVZHI_H

#include <stddef.h>
#include <stdint.h>
#define LVZHI_VERSION_MAJOR 0
#define LVZHI_VERSION_MINOR 1
#define LVZHI_VERSION_PATCH 0
#define LVZHI_VERSION "0.1.0"
/** As the length of a text: it ends before its NUL. */
#define LVZHI_NUL_TERMINATED ((size_t)-1)

/**
 * The generation of this interface: raised when a function or struct changes its meaning.
 */
#define LVZHI_ABI_VERSION 4

/**
 * The longest text that can be a query or a name, in bytes of UTF-8.
 */
#define LVZHI_LONGEST_TEXT 65536

/**
 * Candidates that an answer has at the most.
 */
#define LVZHI_MOST_MATCHES 16

/**
 * Parts of a text that evidence names at the most.
 */
#define LVZHI_MOST_EVIDENCE 12

/**
 * UTF-8.
 */
#define LVZHI_UTF8 1

/**
 * GB18030 (国标码) as browsers read it, by the WHATWG's Encoding Standard: GB18030-2022, GBK and GB2312, and what is met
 * beside them. Some bytes are read that it would not write: 0x80 is € and A3A0 is U+3000, and 18
 * characters are read from their old four bytes too; U+E5E5 cannot be written, and 18 private characters are written as
 * those that the edition of 2022 put in their places.
 */
#define LVZHI_GB18030 2

/**
 * UTF-16, little end first, as on Windows; lengths are in bytes all the same.
 */
#define LVZHI_UTF16LE 3

/**
 * GB18030 where nothing changes on the way: the same mapping as LVZHI_GB18030, but bytes that it would not write again are
 * LVZHI_INVALID_TEXT, and characters that would be read again as others are LVZHI_UNENCODABLE.
 */
#define LVZHI_GB18030_STRICT 4

/**
 * Messages in Chinese.
 */
#define LVZHI_CHINESE 1

/**
 * Messages in English.
 */
#define LVZHI_ENGLISH 2

/**
 * 基本履职: what the township must do itself. As a tier and as a verdict.
 */
#define LVZHI_BASIC 1

/**
 * 配合履职: a department leads, the township helps. As a tier and as a verdict.
 */
#define LVZHI_COOPERATIVE 2

/**
 * 上级部门收回: a department's, or nobody's any more. As a tier and as a verdict.
 */
#define LVZHI_RECLAIMED 3

/**
 * 清单外: not on the list. A verdict.
 */
#define LVZHI_UNLISTED 4

/**
 * 待定: nobody can tell from the text; the reason says why. A verdict.
 */
#define LVZHI_UNCLEAR 5

/**
 * 说得太少: nothing of the text is known, it is a single character or a number, or words of another language. A reason of LVZHI_UNCLEAR.
 */
#define LVZHI_TOO_LITTLE 1

/**
 * 几级相近: candidates of different tiers are too close to tell. A reason of LVZHI_UNCLEAR.
 */
#define LVZHI_TIERS_NEAR 2

/**
 * 只有套话: nothing but mark-up, fields of forms and formulas. A reason of LVZHI_UNCLEAR.
 */
#define LVZHI_ONLY_FRAME 3

/**
 * 问的是清单: it asks about the list itself, or is the id of an item. A reason of LVZHI_UNCLEAR.
 */
#define LVZHI_ASKS_LIST 4

/**
 * 均衡: the thresholds that NULL options stand for. A setting of lvzhi_named_options.
 */
#define LVZHI_BALANCED 1

/**
 * 宁可转人工: what is answered is right, and more is left to people. A setting of lvzhi_named_options.
 */
#define LVZHI_CAREFUL 2

/**
 * 尽量归类: hardly anything that the list holds is called unlisted. A setting of lvzhi_named_options.
 */
#define LVZHI_EAGER 3

/**
 * 牵头: the first upper department that a cooperative item names.
 */
#define LVZHI_LEAD 1

/**
 * 协同: the others that it names.
 */
#define LVZHI_JOINT 2

/**
 * 承接: who took a reclaimed item over.
 */
#define LVZHI_SUCCESSOR 3

/**
 * 上级部门职责: the duties of the upper departments.
 */
#define LVZHI_UPPER 1

/**
 * 乡镇配合职责: the duties of the township.
 */
#define LVZHI_TOWNSHIP 2

/**
 * In place of a tier, category, department or role, where a function says so: whichever. No function gives it.
 */
#define LVZHI_ANY -1000

/**
 * In an output, in place of an item or department: none. No function takes it.
 */
#define LVZHI_NONE -1001

/**
 * A set of codes: tiers 1 to 3.
 */
#define LVZHI_TIERS 1

/**
 * A set of codes: verdicts 1 to 5.
 */
#define LVZHI_VERDICTS 2

/**
 * A set of codes: roles 1 to 3.
 */
#define LVZHI_ROLES 3

/**
 * A set of codes: kinds of departments, 1 party organ 党委部门, 2 people's congress 人大, 3 CPPCC 政协, 4 government
 * 政府部门, 5 mass organisation 群团组织, 6 vertical agency 垂直管理机构, 7 public institution 事业单位, 8 bank 银行.
 */
#define LVZHI_KINDS 4

/**
 * A set of codes: kinds of repairs, 1 restored 据原文复原, 2 supplied 编者拟补, 3 unreadable 扫描无法辨认.
 */
#define LVZHI_REPAIR_KINDS 5

/**
 * A set of codes: what evidence met, 1 name 名称, 2 duty 职责, 3 department 部门, 4 phrase 说法.
 */
#define LVZHI_MET 6

/**
 * A set of codes: reasons 1 to 4.
 */
#define LVZHI_REASONS 7

/**
 * A set of codes: what a part of a frame is, 1 mark-up 标记, 2 field 字段, 3 number 数字, 4 address 地址, 5 formula 套话, 6 beside 旁注, 7 hotline
 * 热线.
 */
#define LVZHI_FRAME_KINDS 8

/**
 * A text of an item for lvzhi_item_text: its id, `C051`.
 */
#define LVZHI_ITEM_ID 1

/**
 * A text of an item for lvzhi_item_text: its name, 事项名称.
 */
#define LVZHI_ITEM_NAME 2

/**
 * A text of an item for lvzhi_item_text: the name of its category, 事项类别.
 */
#define LVZHI_ITEM_CATEGORY 3

/**
 * A text of an item for lvzhi_item_text: the name of its lead department or first successor; LVZHI_NOT_FOUND if it
 * has none, or the source lost the name.
 */
#define LVZHI_ITEM_LEAD 4

/**
 * A text of an item for lvzhi_item_text: who is responsible (负责单位): the township for a basic item, the lead department
 * for a cooperative one, the successors for a reclaimed one, with 、 between. LVZHI_NOT_FOUND if nobody does the matter
 * any more (lvzhi_item_is_discontinued), or the source lost the name. The township is no department of the list.
 */
#define LVZHI_ITEM_RESPONSIBLE 5

/**
 * A text of a matter for lvzhi_matter_text: its id, `M0042`.
 */
#define LVZHI_MATTER_ID 1

/**
 * A text of a matter for lvzhi_matter_text: its name, the thing and the act, 高龄津贴 · 申请.
 */
#define LVZHI_MATTER_NAME 2

/**
 * A text of a matter for lvzhi_matter_text: the thing (事), 高龄津贴.
 */
#define LVZHI_MATTER_THING 3

/**
 * A text of a matter for lvzhi_matter_text: the key of the act in the export, `apply`.
 */
#define LVZHI_MATTER_ACT 4

/**
 * A text of a matter for lvzhi_matter_text: the field (领域), 民政.
 */
#define LVZHI_MATTER_FIELD 5

/**
 * A text of a matter for lvzhi_matter_text: who usually does it (通常由谁办), without a place name; LVZHI_NOT_FOUND where that is
 * not known. A fact about China's law, not of a list.
 */
#define LVZHI_MATTER_BODY 6

/**
 * A text of a matter for lvzhi_matter_text: the law or notice that says so, by name; LVZHI_NOT_FOUND where that is not certain.
 */
#define LVZHI_MATTER_BASIS 7

/**
 * Parts of a text that lvzhi_classify_parts gives at the most.
 */
#define LVZHI_MOST_PARTS 16

/**
 * Done; all outputs are written.
 */
#define LVZHI_OK 0

/**
 * Done, but the buffer or array was too small: it holds the beginning, and `needed` or `count` tells how much there is.
 */
#define LVZHI_TRUNCATED 1

/**
 * A pointer is NULL that must not be.
 */
#define LVZHI_NULL_ARGUMENT -2

/**
 * A length or capacity is over SIZE_MAX / 2, and no LVZHI_NUL_TERMINATED.
 */
#define LVZHI_BAD_LENGTH -3

/**
 * A pointer does not have the alignment of what it points to.
 */
#define LVZHI_MISALIGNED -4

/**
 * `struct_size` is not the size of a known version of the struct.
 */
#define LVZHI_BAD_STRUCT_SIZE -5

/**
 * An argument has a value that is none of its codes, or lies outside its range.
 */
#define LVZHI_BAD_VALUE -6

/**
 * An index is negative or not below its count.
 */
#define LVZHI_OUT_OF_RANGE -7

/**
 * The bytes are not valid in the encoding stated; lvzhi_valid_up_to tells where.
 */
#define LVZHI_INVALID_TEXT -8

/**
 * The text has nothing but white space and control characters.
 */
#define LVZHI_EMPTY_TEXT -9

/**
 * The text has more than LVZHI_LONGEST_TEXT bytes of UTF-8.
 */
#define LVZHI_TEXT_TOO_LONG -10

/**
 * The text is no id: a letter B, C or R, and a number from 1.
 */
#define LVZHI_NOT_AN_ID -11

/**
 * A character has no form in the encoding asked for.
 */
#define LVZHI_UNENCODABLE -12

/**
 * No memory for the conversion of a long text or for a list; or too many lists are open, a million (4,096 on 32-bit systems).
 */
#define LVZHI_NO_MEMORY -13

/**
 * The list has no such item, department or text; there is no such matter, or nothing is known of it.
 */
#define LVZHI_NOT_FOUND -14

/**
 * The list is none that is open: it was closed, or the handle is not one that lvzhi_list_open gave.
 */
#define LVZHI_CLOSED_LIST -15

/**
 * The file cannot be read; lvzhi_list_problem tells why.
 */
#define LVZHI_UNREADABLE -16

/**
 * The file is no compiled list of a format that this library reads, or not whole; lvzhi_list_problem tells what is wrong.
 */
#define LVZHI_NOT_A_LIST -17

/**
 * An error of the library itself (a panic, caught); please report it.
 */
#define LVZHI_INTERNAL -100

/**
 * A text of the township: its name, 夏马勒乡.
 */
#define LVZHI_TOWNSHIP_NAME 1

/**
 * A text of the township: its county, 巴楚县.
 */
#define LVZHI_TOWNSHIP_COUNTY 2

/**
 * A text of the township: its prefecture, 喀什地区.
 */
#define LVZHI_TOWNSHIP_PREFECTURE 3

/**
 * A text of the township: its region, 新疆维吾尔自治区.
 */
#define LVZHI_TOWNSHIP_REGION 4

/**
 * A text of the township: its division code (行政区划代码), nine digits; LVZHI_NOT_FOUND where it is not known.
 */
#define LVZHI_TOWNSHIP_CODE 5

/**
 * A text of the township: the date on which its list came into force; LVZHI_NOT_FOUND where it is not known.
 */
#define LVZHI_TOWNSHIP_EDITION 6

/**
 * What a handle points to in C: nothing that there is.
 */
typedef struct lvzhi_list_s lvzhi_list_s;

/**
 * A static text in UTF-8, never to be changed or freed: valid for the life of the program, or, where a list was asked that is not the
 * built-in one, until the last share of the list is closed.
 */
typedef struct lvzhi_text {
  /**
   * First byte; never NULL. A NUL stands behind the last byte, at data[len], and none before it.
   */
  const char *data;
  /**
   * Bytes without the NUL; 0 is the empty text, which stands for absence where a text may be absent.
   */
  size_t len;
} lvzhi_text;

/**
 * A list. NULL is the one that is built in; lvzhi_list_open and lvzhi_list_open_bytes give others. A handle is copied like a
 * number, and points to nothing that a program could read.
 */
typedef const struct lvzhi_list_s *lvzhi_list;

/**
 * How a text is to be answered. Fill it by lvzhi_default_options, then change what is to be otherwise.
 */
typedef struct lvzhi_options {
  /**
   * sizeof(lvzhi_options).
   */
  uint32_t struct_size;
  /**
   * In ten-thousandths, 0 to 10000: a text is unlisted where the probability that the list holds it is below this.
   */
  int32_t listed_e4;
  /**
   * In ten-thousandths, 0 to 1000000: a text is unclear where a candidate of another tier is behind the best by less
   * than this score.
   */
  int32_t lead_e4;
  /**
   * Candidates of an answer, 1 to LVZHI_MOST_MATCHES; 3 by default.
   */
  int32_t top;
  /**
   * Whether text and JSON name the evidence for the best candidate: 1 (the default) or 0.
   */
  int32_t evidence;
  /**
   * Whether what is wrapped around the matter is left out (mark-up, fields of forms, formulas): 1 (the default), or 0 for all of the text
   * to be read.
   */
  int32_t frames;
} lvzhi_options;

/**
 * What the list says to a text. Set struct_size to sizeof(lvzhi_answer) before the call.
 */
typedef struct lvzhi_answer {
  /**
   * sizeof(lvzhi_answer).
   */
  uint32_t struct_size;
  /**
   * LVZHI_BASIC, LVZHI_COOPERATIVE, LVZHI_RECLAIMED, LVZHI_UNLISTED or LVZHI_UNCLEAR.
   */
  int32_t verdict;
  /**
   * How sure this is, in ten-thousandths: 9312 is 93.12 %. For a tier and for LVZHI_UNCLEAR the probability that the first match is
   * the right item; for LVZHI_UNLISTED that the list does not hold the matter. A tier may come with a low one: programs
   * that act on findings ask for more, such as 5000.
   */
  int32_t confidence_e4;
  /**
   * The matter that the text is most likely about, whether the list holds it or not: a number for lvzhi_matter_text, which tells
   * who usually does what is unlisted. LVZHI_NONE where nothing of the text is known.
   */
  int32_t matter;
  /**
   * Why the verdict is LVZHI_UNCLEAR: LVZHI_TOO_LITTLE and the like; LVZHI_NONE for every other verdict.
   */
  int32_t reason;
  /**
   * Whether the text names a county or township other than the list's own: 1 or 0. It is answered all the same.
   */
  int32_t elsewhere;
} lvzhi_answer;

/**
 * An item that a text may fall under. Its size is fixed: it will not grow.
 */
typedef struct lvzhi_match {
  /**
   * Place of the item.
   */
  int32_t item;
  /**
   * Score in ten-thousandths; comparable between texts: about 10000 is plain, below 0 is doubtful.
   */
  int32_t score_e4;
  /**
   * The probability that this is the right item, in ten-thousandths. Each is estimated by itself: several items may be
   * right for one text, and those of an answer need not add up to 10000.
   */
  int32_t confidence_e4;
  /**
   * The matter through which the text met the item: a number for lvzhi_matter_text; LVZHI_NONE where the item's own words did.
   */
  int32_t matter;
} lvzhi_match;

/**
 * The answer to one text of many. Its size is fixed: it will not grow.
 */
typedef struct lvzhi_row {
  /**
   * LVZHI_OK, or why this text cannot be a query: then the verdict and the numbers are 0, and items, matter and reason LVZHI_NONE.
   */
  int32_t status;
  /**
   * LVZHI_BASIC, LVZHI_COOPERATIVE, LVZHI_RECLAIMED, LVZHI_UNLISTED or LVZHI_UNCLEAR.
   */
  int32_t verdict;
  /**
   * As in lvzhi_answer.
   */
  int32_t confidence_e4;
  /**
   * Place of the item that the text falls under; LVZHI_NONE where the verdict is unlisted or unclear.
   */
  int32_t item;
  /**
   * Place of the best candidate, whatever the verdict; LVZHI_NONE where nothing of the text is known.
   */
  int32_t candidate;
  /**
   * The probability that this is the right item, in ten-thousandths.
   */
  int32_t candidate_e4;
  /**
   * As in lvzhi_answer.
   */
  int32_t matter;
  /**
   * As in lvzhi_answer.
   */
  int32_t reason;
  /**
   * As in lvzhi_answer.
   */
  int32_t elsewhere;
} lvzhi_row;

/**
 * A part of a text that spoke for an item. Its size is fixed: it will not grow.
 */
typedef struct lvzhi_evidence {
  /**
   * First byte in the text, in its own encoding; on a character boundary.
   */
  uint32_t start;
  /**
   * Byte behind the last; on a character boundary.
   */
  uint32_t end;
  /**
   * What the part met: a code of LVZHI_MET.
   */
  int32_t met;
  /**
   * Its share in what speaks for the item, in thousandths.
   */
  int32_t share_e3;
} lvzhi_evidence;

/**
 * A part of a text that is wrapped around its matter. Its size is fixed: it will not grow.
 */
typedef struct lvzhi_frame_part {
  /**
   * First byte in the text, in its own encoding; on a character boundary.
   */
  uint32_t start;
  /**
   * Byte behind the last; on a character boundary.
   */
  uint32_t end;
  /**
   * What it is: a code of LVZHI_FRAME_KINDS.
   */
  int32_t kind;
} lvzhi_frame_part;

/**
 * A part of a text that speaks of one request. Its size is fixed: it will not grow.
 */
typedef struct lvzhi_part {
  /**
   * First byte in the text, in its own encoding; on a character boundary.
   */
  uint32_t start;
  /**
   * Byte behind the last; on a character boundary.
   */
  uint32_t end;
  /**
   * The answer to the part by itself; its status is LVZHI_OK.
   */
  struct lvzhi_row answer;
} lvzhi_part;

/**
 * A row of the cross table. Its size is fixed: it will not grow.
 */
typedef struct lvzhi_cross_row {
  /**
   * LVZHI_BASIC, LVZHI_COOPERATIVE or LVZHI_RECLAIMED.
   */
  int32_t tier;
  /**
   * Place of the category.
   */
  int32_t category;
  /**
   * Items in it.
   */
  int32_t items;
} lvzhi_cross_row;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * LVZHI_ABI_VERSION of the library that is loaded: compare it with that of the header you compiled with.
 */
int32_t lvzhi_abi_version(void);

/**
 * The version of the library, such as `0.1.0`: a static view. NULL is LVZHI_NULL_ARGUMENT.
 */
int32_t lvzhi_version(struct lvzhi_text *version);

/**
 * The version of the data, which changes with every change of the data: a static view. NULL is LVZHI_NULL_ARGUMENT.
 * Rust: `Catalogue::data_version`.
 */
int32_t lvzhi_data_version(lvzhi_list list,
                           struct lvzhi_text *version);

/**
 * How many bytes from the start of the text are valid in the encoding: all of them, if it is. After LVZHI_INVALID_TEXT
 * this is the place of the first wrong byte. Any length; reads the text, keeps nothing.
 *
 * NULL with `len` 0 is the empty text. `valid` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
 */
int32_t lvzhi_valid_up_to(const void *text,
                          size_t len,
                          int32_t encoding,
                          size_t *valid);

/**
 * Which encoding a text is likely to be in: LVZHI_UTF8, LVZHI_GB18030 or LVZHI_UTF16LE, or LVZHI_INVALID_TEXT if it is valid
 * in none. For a check before the first call: many a text in UTF-8 is valid GB18030 too, and is answered, wrongly, without
 * a complaint. What is valid UTF-8 is taken for it, ASCII as well, which is the same in GB18030; but not a few letters of
 * other scripts whose bytes are common characters in GB18030, nor control characters that are halves of letters in UTF-16.
 * The longer the text, the surer: 公, 你好 or 上学 in UTF-16 have the bytes of letters in ASCII. Ask about a whole text: of one that
 * was cut within a character, LVZHI_INVALID_TEXT is the best that can be said, and two encodings in one text may pass for a
 * third. UTF-16BE is LVZHI_INVALID_TEXT with its mark, and is not known without.
 *
 * Any length but LVZHI_NUL_TERMINATED (LVZHI_BAD_LENGTH): where a text ends depends on its encoding. NULL with `len` 0 is
 * the empty text: LVZHI_EMPTY_TEXT.
 */
int32_t lvzhi_text_encoding(const void *text,
                            size_t len);

/**
 * Converts a text of any length from one encoding to another, for callers without a converter of their own.
 *
 * A text for a buffer: see the conventions. NULL with `len` 0 is the empty text. `buffer` must not overlap `text`.
 */
int32_t lvzhi_convert(const void *text,
                      size_t len,
                      int32_t encoding,
                      int32_t to_encoding,
                      void *buffer,
                      size_t capacity,
                      size_t *needed);

/**
 * The options that a NULL stands for, written whole, struct_size included. NULL is LVZHI_NULL_ARGUMENT.
 * Rust: `Thresholds::default`.
 */
int32_t lvzhi_default_options(struct lvzhi_options *options);

/**
 * The defaults, but with the thresholds of a setting: LVZHI_BALANCED (those of lvzhi_default_options), LVZHI_CAREFUL, which leaves more to people, or
 * LVZHI_EAGER, which calls less unlisted or unclear. LVZHI_BAD_VALUE for no such setting; NULL is LVZHI_NULL_ARGUMENT.
 * Rust: `Thresholds::named`.
 */
int32_t lvzhi_named_options(int32_t setting,
                            struct lvzhi_options *options);

/**
 * Whose duty is the matter that the text is about? The verdict, and the candidates, the best first, by score and then
 * by place. Look at the verdict first: there are candidates also where it is unlisted or unclear, and none only where
 * nothing of the text is known.
 *
 * The candidates are a list for an array: see the conventions; `count` is at most options->top. Capacity 0 asks for the
 * verdict alone. LVZHI_EMPTY_TEXT, LVZHI_TEXT_TOO_LONG or LVZHI_INVALID_TEXT for text that cannot be a query; NULL with
 * `len` 0 is the empty text. NULL `options` stands for the defaults; NULL `answer` or `count` is LVZHI_NULL_ARGUMENT.
 * Rust: `Catalogue::classify`, `Catalogue::classify_with`, `Answer::matches`, `Answer::best`.
 */
int32_t lvzhi_classify(lvzhi_list list,
                       const void *text,
                       size_t len,
                       int32_t encoding,
                       const struct lvzhi_options *options,
                       struct lvzhi_answer *answer,
                       struct lvzhi_match *matches,
                       size_t capacity,
                       size_t *count);

/**
 * The verdict as a plain integer, for callers that avoid structs: LVZHI_BASIC to LVZHI_UNCLEAR, or the status of
 * lvzhi_classify. NULL with `len` 0 is the empty text.
 * Rust: `Catalogue::classify`.
 */
int32_t lvzhi_verdict_of(lvzhi_list list,
                         const void *text,
                         size_t len,
                         int32_t encoding);

/**
 * The item that the text falls under, as a plain integer: its place, LVZHI_NOT_FOUND where the verdict is unlisted or
 * unclear, or the status of lvzhi_classify, which gives the candidates too. NULL with `len` 0 is the empty text.
 * Rust: `Answer::best`, `Answer::is_finding`.
 */
int32_t lvzhi_item_of(lvzhi_list list,
                      const void *text,
                      size_t len,
                      int32_t encoding);

/**
 * Answers `count` texts in one call: text `n` is `texts[n]` of `lens[n]` bytes, its answer `rows[n]`. NULL `lens` means that
 * every text ends before a NUL. Each text has a status of its own, which stops no other. Of the options, which must be
 * valid, only the thresholds and `frames` matter.
 *
 * LVZHI_OK, also where some of the texts cannot be queries. NULL `options` stands for the defaults; NULL `texts` or `rows` is
 * allowed with `count` 0 only.
 * Rust: `Catalogue::classify_with`, `Answer::best`.
 */
int32_t lvzhi_classify_many(lvzhi_list list,
                            const void *const *texts,
                            const size_t *lens,
                            size_t count,
                            int32_t encoding,
                            const struct lvzhi_options *options,
                            struct lvzhi_row *rows);

/**
 * The parts of the text that spoke for an item, from left to right; at most LVZHI_MOST_EVIDENCE.
 *
 * A list for an array: see the conventions. LVZHI_OUT_OF_RANGE for no item, LVZHI_INVALID_TEXT or LVZHI_TEXT_TOO_LONG
 * for text that cannot be a query; NULL with `len` 0 is the empty text, for which nothing speaks.
 * Of a text that was classified without options->frames, lvzhi_classify_json tells it.
 * Rust: `Catalogue::evidence`.
 */
int32_t lvzhi_evidence_for(lvzhi_list list,
                           const void *text,
                           size_t len,
                           int32_t encoding,
                           int32_t item_index,
                           struct lvzhi_evidence *parts,
                           size_t capacity,
                           size_t *count);

/**
 * How many codes a set has (LVZHI_TIERS and the like); they count from 1. LVZHI_BAD_VALUE for an unknown set.
 */
int32_t lvzhi_code_count(int32_t set);

/**
 * The key of a code in the export, such as `cooperative`: a static view.
 *
 * LVZHI_BAD_VALUE for an unknown set or code; NULL is LVZHI_NULL_ARGUMENT. Written on LVZHI_OK only.
 * Rust: `Tier::key`, `Verdict::key`, `Role::key`, `Kind::key`, `RepairKind::key`, `Met::key`, `Reason::key`, `FrameKind::key`.
 */
int32_t lvzhi_code_key(int32_t set,
                       int32_t code,
                       struct lvzhi_text *key);

/**
 * The Chinese name of a code, such as 配合履职: a static view.
 *
 * LVZHI_BAD_VALUE for an unknown set or code; NULL is LVZHI_NULL_ARGUMENT. Written on LVZHI_OK only.
 * Rust: `Tier::name`, `Verdict::name`, `Role::name`, `Kind::name`, `RepairKind::name`, `Met::name`, `Reason::name`, `FrameKind::name`.
 */
int32_t lvzhi_code_name(int32_t set,
                        int32_t code,
                        struct lvzhi_text *name);

/**
 * As lvzhi_code_name, in an encoding.
 *
 * A text for a buffer: see the conventions. LVZHI_BAD_VALUE for an unknown set or code.
 * Rust: `Tier::name`, `Verdict::name`, `Role::name`, `Kind::name`, `RepairKind::name`, `Met::name`, `Reason::name`, `FrameKind::name`.
 */
int32_t lvzhi_code_text(int32_t set,
                        int32_t code,
                        int32_t encoding,
                        void *buffer,
                        size_t capacity,
                        size_t *needed);

/**
 * How many departments the list names. Departments are numbered from 0 to this less 1.
 * Rust: `Catalogue::departments`, `Department::index`.
 */
int32_t lvzhi_department_count(lvzhi_list list);

/**
 * The department that people call the text: its name, short name or an alias, such as 人社局, by the rule of
 * lvzhi_item_by_name. LVZHI_NOT_FOUND if there is none; then see lvzhi_departments_like.
 *
 * NULL with `len` 0 is the empty text. `department` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
 * Rust: `Catalogue::department`.
 */
int32_t lvzhi_department_by_name(lvzhi_list list,
                                 const void *text,
                                 size_t len,
                                 int32_t encoding,
                                 int32_t *department);

/**
 * The departments whose names share most characters with the text, the nearest first; three at the most.
 *
 * A list for an array: see the conventions. NULL with `len` 0 is the empty text.
 * Rust: `Catalogue::departments_like`.
 */
int32_t lvzhi_departments_like(lvzhi_list list,
                               const void *text,
                               size_t len,
                               int32_t encoding,
                               int32_t *departments,
                               size_t capacity,
                               size_t *count);

/**
 * The canonical name of a department: a static view.
 *
 * LVZHI_OUT_OF_RANGE for no department. `name` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
 * Rust: `Department::name`.
 */
int32_t lvzhi_department_name(lvzhi_list list,
                              int32_t department_index,
                              struct lvzhi_text *name);

/**
 * The canonical name of a department in an encoding.
 *
 * A text for a buffer: see the conventions. LVZHI_OUT_OF_RANGE for no department.
 * Rust: `Department::name`.
 */
int32_t lvzhi_department_text(lvzhi_list list,
                              int32_t department_index,
                              int32_t encoding,
                              void *buffer,
                              size_t capacity,
                              size_t *needed);

/**
 * The name of a department as the list abbreviates it: a static view.
 *
 * LVZHI_OUT_OF_RANGE for no department. `name` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
 * Rust: `Department::short`.
 */
int32_t lvzhi_department_short(lvzhi_list list,
                               int32_t department_index,
                               struct lvzhi_text *name);

/**
 * How many other spellings a department has. LVZHI_OUT_OF_RANGE for no department.
 * Rust: `Department::aliases`.
 */
int32_t lvzhi_alias_count(lvzhi_list list, int32_t department_index);

/**
 * Other spelling `n` (from 0) of a department: a static view.
 *
 * LVZHI_OUT_OF_RANGE for no department or spelling. `alias` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
 * Rust: `Department::aliases`.
 */
int32_t lvzhi_alias(lvzhi_list list,
                    int32_t department_index,
                    int32_t n,
                    struct lvzhi_text *alias);

/**
 * What kind of body a department is: a code of LVZHI_KINDS. LVZHI_OUT_OF_RANGE for no department.
 * Rust: `Department::kind`.
 */
int32_t lvzhi_department_kind(lvzhi_list list, int32_t department_index);

/**
 * How many items name a department in a role, or in any (LVZHI_ANY); lvzhi_items lists them.
 *
 * LVZHI_OUT_OF_RANGE for no department, LVZHI_BAD_VALUE for an unknown role.
 * Rust: `Department::items`.
 */
int32_t lvzhi_department_item_count(lvzhi_list list, int32_t department_index, int32_t role);

/**
 * How many groups of duties an item has on a side: LVZHI_UPPER (上级部门职责) or LVZHI_TOWNSHIP (乡镇配合职责). 0 for
 * items that are not cooperative: the duty of a basic item is its name.
 *
 * LVZHI_OUT_OF_RANGE for no item, LVZHI_BAD_VALUE for another side.
 * Rust: `Item::upper_duties`, `Item::township_duties`.
 */
int32_t lvzhi_duty_group_count(lvzhi_list list,
                               int32_t item_index,
                               int32_t side);

/**
 * What group `group_index` (from 0) is headed by: a heading (一、…) as a static view, empty if none, and a department,
 * LVZHI_NONE if none.
 *
 * LVZHI_OUT_OF_RANGE for no item or group, LVZHI_BAD_VALUE for another side. Outputs are written on LVZHI_OK only; NULL
 * is LVZHI_NULL_ARGUMENT.
 * Rust: `DutyGroup::heading`, `DutyGroup::department`.
 */
int32_t lvzhi_duty_group(lvzhi_list list,
                         int32_t item_index,
                         int32_t side,
                         int32_t group_index,
                         struct lvzhi_text *heading,
                         int32_t *department);

/**
 * How many duties a group has. 0 where the scan lost them.
 *
 * LVZHI_OUT_OF_RANGE for no item or group, LVZHI_BAD_VALUE for another side.
 * Rust: `DutyGroup::duties`.
 */
int32_t lvzhi_duty_count(lvzhi_list list, int32_t item_index, int32_t side, int32_t group_index);

/**
 * Duty `n` (from 0) of a group, without its number, punctuation kept: a static view.
 *
 * LVZHI_OUT_OF_RANGE for no item, group or duty, LVZHI_BAD_VALUE for another side. `duty` is written on LVZHI_OK only;
 * NULL is LVZHI_NULL_ARGUMENT.
 * Rust: `DutyGroup::duties`.
 */
int32_t lvzhi_duty(lvzhi_list list,
                   int32_t item_index,
                   int32_t side,
                   int32_t group_index,
                   int32_t n,
                   struct lvzhi_text *duty);

/**
 * The heading of a group in an encoding, empty if none; its department is an output of lvzhi_duty_group.
 *
 * A text for a buffer: see the conventions. LVZHI_OUT_OF_RANGE for no item or group, LVZHI_BAD_VALUE for another side.
 * Rust: `DutyGroup::heading`.
 */
int32_t lvzhi_duty_heading_text(lvzhi_list list,
                                int32_t item_index,
                                int32_t side,
                                int32_t group_index,
                                int32_t encoding,
                                void *buffer,
                                size_t capacity,
                                size_t *needed);

/**
 * Duty `n` (from 0) of a group in an encoding.
 *
 * A text for a buffer: see the conventions. LVZHI_OUT_OF_RANGE for no item, group or duty, LVZHI_BAD_VALUE for another
 * side.
 * Rust: `DutyGroup::duties`.
 */
int32_t lvzhi_duty_text(lvzhi_list list,
                        int32_t item_index,
                        int32_t side,
                        int32_t group_index,
                        int32_t n,
                        int32_t encoding,
                        void *buffer,
                        size_t capacity,
                        size_t *needed);

/**
 * How many lines the export has: the township, the departments, the items.
 * Rust: `Catalogue::export_len`.
 */
int32_t lvzhi_export_line_count(lvzhi_list list);

/**
 * Line `n` (from 0) of the export, without a line break: a JSON object, the same bytes in UTF-8 from every language.
 * Department `d` is line 1 + d, item `i` is line 1 + lvzhi_department_count() + i.
 *
 * A text for a buffer: see the conventions. LVZHI_OUT_OF_RANGE for no line.
 * Rust: `Catalogue::export_line`, `Catalogue::export`.
 */
int32_t lvzhi_export_line(lvzhi_list list,
                          int32_t n,
                          int32_t encoding,
                          void *buffer,
                          size_t capacity,
                          size_t *needed);

/**
 * The tier of an item: LVZHI_BASIC, LVZHI_COOPERATIVE or LVZHI_RECLAIMED. LVZHI_OUT_OF_RANGE for no item.
 * Rust: `Item::tier`, `ItemId::tier`.
 */
int32_t lvzhi_item_tier(lvzhi_list list,
                        int32_t item_index);

/**
 * The number (序号) of an item, from 1 within its tier. LVZHI_OUT_OF_RANGE for no item.
 * Rust: `Item::number`, `ItemId::number`, `Item::index`.
 */
int32_t lvzhi_item_number(lvzhi_list list, int32_t item_index);

/**
 * The category of an item, by its place. LVZHI_OUT_OF_RANGE for no item.
 * Rust: `Item::category`, `Category::index`.
 */
int32_t lvzhi_item_category(lvzhi_list list, int32_t item_index);

/**
 * The name of an item (事项名称): a static view.
 *
 * LVZHI_OUT_OF_RANGE for no item. `name` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
 * Rust: `Item::name`.
 */
int32_t lvzhi_item_name(lvzhi_list list, int32_t item_index, struct lvzhi_text *name);

/**
 * A text of an item (LVZHI_ITEM_ID to LVZHI_ITEM_RESPONSIBLE) in an encoding.
 *
 * A text for a buffer: see the conventions. LVZHI_OUT_OF_RANGE for no item, LVZHI_BAD_VALUE for another `which`.
 * Rust: `Item::id`, `Item::responsible`.
 */
int32_t lvzhi_item_text(lvzhi_list list,
                        int32_t item_index,
                        int32_t which,
                        int32_t encoding,
                        void *buffer,
                        size_t capacity,
                        size_t *needed);

/**
 * 1 if nobody does the matter any more (不再开展), else 0. LVZHI_OUT_OF_RANGE for no item.
 * Rust: `Item::is_discontinued`.
 */
int32_t lvzhi_item_is_discontinued(lvzhi_list list, int32_t item_index);

/**
 * Who answers for the matter outside the township: the lead department or the first successor. LVZHI_NOT_FOUND if
 * nobody, or where the source lost the name; LVZHI_OUT_OF_RANGE for no item.
 * Rust: `Item::lead`.
 */
int32_t lvzhi_item_lead(lvzhi_list list,
                        int32_t item_index);

/**
 * How many departments an item names. LVZHI_OUT_OF_RANGE for no item.
 * Rust: `Item::departments`.
 */
int32_t lvzhi_item_department_count(lvzhi_list list, int32_t item_index);

/**
 * Department `n` (from 0) of an item, and its role.
 *
 * LVZHI_OUT_OF_RANGE for no item or no such department. Outputs are written on LVZHI_OK only; NULL is
 * LVZHI_NULL_ARGUMENT.
 * Rust: `Item::departments`.
 */
int32_t lvzhi_item_department(lvzhi_list list,
                              int32_t item_index,
                              int32_t n,
                              int32_t *department,
                              int32_t *role);

/**
 * How many takeovers a reclaimed item has; 0 for others. LVZHI_OUT_OF_RANGE for no item.
 * Rust: `Item::takeover`.
 */
int32_t lvzhi_takeover_count(lvzhi_list list, int32_t item_index);

/**
 * Takeover `n` (from 0) of a reclaimed item: the department (承接部门), LVZHI_NONE where nobody does it any more, and
 * the working method (工作方式) as a static view, empty where the scan lost it.
 *
 * LVZHI_OUT_OF_RANGE for no item or takeover. Outputs are written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
 * Rust: `Item::takeover`, `Takeover::department`, `Takeover::method`.
 */
int32_t lvzhi_takeover(lvzhi_list list,
                       int32_t item_index,
                       int32_t n,
                       int32_t *department,
                       struct lvzhi_text *method);

/**
 * The working method of takeover `n` (from 0) in an encoding, empty where the scan lost it; the department is an output of
 * lvzhi_takeover.
 *
 * A text for a buffer: see the conventions. LVZHI_OUT_OF_RANGE for no item or takeover.
 * Rust: `Takeover::method`.
 */
int32_t lvzhi_takeover_text(lvzhi_list list,
                            int32_t item_index,
                            int32_t n,
                            int32_t encoding,
                            void *buffer,
                            size_t capacity,
                            size_t *needed);

/**
 * How many lines of the source an item was read from. LVZHI_OUT_OF_RANGE for no item.
 * Rust: `Item::source_lines`.
 */
int32_t lvzhi_source_line_count(lvzhi_list list, int32_t item_index);

/**
 * Source line `n` (from 0) of an item: a number from 1. LVZHI_OUT_OF_RANGE for no item or line.
 * Rust: `Item::source_lines`.
 */
int32_t lvzhi_source_line(lvzhi_list list, int32_t item_index, int32_t n);

/**
 * How many related items of other tiers an item has. LVZHI_OUT_OF_RANGE for no item.
 * Rust: `Item::related`.
 */
int32_t lvzhi_related_count(lvzhi_list list, int32_t item_index);

/**
 * Related item `n` (from 0, the nearest first) of an item. LVZHI_OUT_OF_RANGE for no item or related item.
 * Rust: `Item::related`.
 */
int32_t lvzhi_related(lvzhi_list list,
                      int32_t item_index,
                      int32_t n);

/**
 * How many repairs of the scanned text an item has. LVZHI_OUT_OF_RANGE for no item.
 * Rust: `Item::repairs`.
 */
int32_t lvzhi_repair_count(lvzhi_list list, int32_t item_index);

/**
 * Repair `n` (from 0) of an item: its kind (LVZHI_REPAIR_KINDS), and as static views the path of the field, the text as
 * scanned (empty where the scan has nothing) and the reason.
 *
 * LVZHI_OUT_OF_RANGE for no item or repair. Outputs are written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
 * Rust: `Item::repairs`, `Repair::kind`, `Repair::field`, `Repair::scanned`, `Repair::basis`.
 */
int32_t lvzhi_repair(lvzhi_list list,
                     int32_t item_index,
                     int32_t n,
                     int32_t *kind,
                     struct lvzhi_text *field,
                     struct lvzhi_text *scanned,
                     struct lvzhi_text *basis);

/**
 * Opens a compiled list (`.lvz`) from a file, which is read whole and then let go of. The list has one share: lvzhi_list_close
 * it once. `lvzhi compile` makes such files.
 *
 * The path is a text in an encoding: see the conventions. On Windows any path can be opened; elsewhere the system is asked for the
 * file of that name in UTF-8: where names of files have other bytes, read the file and use lvzhi_list_open_bytes.
 * LVZHI_UNREADABLE where the file cannot be read, LVZHI_NOT_A_LIST where it is no sound list: lvzhi_list_problem says in words what is
 * wrong. `list` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
 * Rust: `Catalogue::open`.
 */
int32_t lvzhi_list_open(const void *path,
                        size_t len,
                        int32_t encoding,
                        lvzhi_list *list);

/**
 * As lvzhi_list_open, from the bytes of such a file. They are copied: the caller may free or change them afterwards.
 *
 * `len` is a number of bytes, never LVZHI_NUL_TERMINATED. LVZHI_NOT_A_LIST where they are no sound list:
 * lvzhi_list_problem_bytes says in words what is wrong. `list` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
 * Rust: `Catalogue::from_bytes`, `Catalogue::from_static`.
 */
int32_t lvzhi_list_open_bytes(const void *file,
                              size_t len,
                              lvzhi_list *list);

/**
 * Adds a share to a list, for a part of the program that closes it on its own: as many lvzhi_list_close as there are shares.
 * LVZHI_OK for NULL, which needs none; LVZHI_CLOSED_LIST for no open list.
 * Rust: `Catalogue::clone`.
 */
int32_t lvzhi_list_share(lvzhi_list list);

/**
 * Takes a share of a list away. With the last one the list is closed: its handle is LVZHI_CLOSED_LIST from then on, its static
 * views must not be read any more, and its memory is given back when the calls that other threads are making have ended.
 * LVZHI_OK for NULL, which stays open; LVZHI_CLOSED_LIST for no open list, such as one that was closed before.
 */
int32_t lvzhi_list_close(lvzhi_list list);

/**
 * What is wrong with a file, in words, in Chinese and English, in the encoding of the path; the empty text if it can be opened. Reads the
 * file again: nothing is kept of a call that failed. For people only: the wording may change.
 *
 * A text for a buffer: see the conventions.
 * Rust: `OpenError::file_error`.
 */
int32_t lvzhi_list_problem(const void *path,
                           size_t len,
                           int32_t encoding,
                           void *buffer,
                           size_t capacity,
                           size_t *needed);

/**
 * As lvzhi_list_problem, of the bytes of a file, in an encoding.
 *
 * A text for a buffer: see the conventions. `len` is a number of bytes, never LVZHI_NUL_TERMINATED.
 */
int32_t lvzhi_list_problem_bytes(const void *file,
                                 size_t len,
                                 int32_t encoding,
                                 void *buffer,
                                 size_t capacity,
                                 size_t *needed);

/**
 * How many items the list has. Items are numbered from 0 to this less 1: basic, cooperative, reclaimed ones.
 * Rust: `Catalogue::item_count`, `Catalogue::item_at`, `Catalogue::items`, `Items::len`, `Items::is_empty`.
 */
int32_t lvzhi_item_count(lvzhi_list list);

/**
 * The item `number` (序号, from 1) of a tier. LVZHI_BAD_VALUE for an unknown tier, LVZHI_NOT_FOUND beyond the last.
 * Rust: `Catalogue::get`, `ItemId::new`.
 */
int32_t lvzhi_item_at(lvzhi_list list,
                      int32_t tier,
                      int32_t number);

/**
 * The item whose id is the text: a letter B, C or R in any case, and a number from 1, both in any
 * width; white space and characters without a width (U+200B, U+FEFF) may stand at the ends and
 * between the two, and nothing else: `C051`, `c51`, `C 0051`.
 *
 * LVZHI_NOT_AN_ID for any other text (`C5 1`, `C0`, an id with a NUL in `len`); LVZHI_NOT_FOUND for an id beyond the list. NULL
 * with `len` 0 is the empty text. `item` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
 * Rust: `Catalogue::item`, `ItemId::from_str`.
 */
int32_t lvzhi_item_by_id(lvzhi_list list,
                         const void *text,
                         size_t len,
                         int32_t encoding,
                         int32_t *item);

/**
 * The item whose name is the text. White space, width, case and traditional characters do not matter, nor does
 * punctuation, whether another kind, too much or left out; symbols ($, +) and control characters count as punctuation.
 * LVZHI_NOT_FOUND if there is none.
 *
 * NULL with `len` 0 is the empty text. `item` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
 * Rust: `Catalogue::item_named`.
 */
int32_t lvzhi_item_by_name(lvzhi_list list,
                           const void *text,
                           size_t len,
                           int32_t encoding,
                           int32_t *item);

/**
 * The item whose id or name is the text, by the rules of lvzhi_item_by_id and lvzhi_item_by_name. LVZHI_NOT_FOUND if there
 * is none.
 *
 * NULL with `len` 0 is the empty text. `item` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
 * Rust: `Catalogue::resolve`.
 */
int32_t lvzhi_item_resolve(lvzhi_list list,
                           const void *text,
                           size_t len,
                           int32_t encoding,
                           int32_t *item);

/**
 * The items of a tier, a category and a department in a role, in list order; LVZHI_ANY in place of each means
 * whichever. A role without a department is LVZHI_BAD_VALUE.
 *
 * A list for an array: see the conventions. NULL `items` is allowed with capacity 0 only.
 * Rust: `Items::in_tier`, `Items::in_category`, `Items::of_department`, `Category::items`, `Department::items`.
 */
int32_t lvzhi_items(lvzhi_list list,
                    int32_t tier,
                    int32_t category_index,
                    int32_t department_index,
                    int32_t role,
                    int32_t *items,
                    size_t capacity,
                    size_t *count);

/**
 * How many matters the library knows. Matters belong to no list; they are numbered from 1 to this, as in their ids, which never change
 * their meaning: M0042 is 42.
 * Rust: `lvzhi::matters`, `MatterId::number`.
 */
int32_t lvzhi_matter_count(void);

/**
 * The matter whose id is the text, such as M0042. LVZHI_NOT_FOUND if there is none.
 *
 * NULL with `len` 0 is the empty text. `matter` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
 * Rust: `lvzhi::matter`.
 */
int32_t lvzhi_matter_by_id(const void *text,
                           size_t len,
                           int32_t encoding,
                           int32_t *matter);

/**
 * A text of a matter (LVZHI_MATTER_ID to LVZHI_MATTER_BASIS) in an encoding.
 *
 * A text for a buffer: see the conventions. LVZHI_OUT_OF_RANGE for no matter, LVZHI_BAD_VALUE for another `which`.
 * Rust: `Matter::id`, `Matter::name`, `Matter::thing`, `Matter::act`, `Matter::field`, `Matter::body`, `Matter::basis`,
 * `Answer::usual_body`.
 */
int32_t lvzhi_matter_text(int32_t matter_number,
                          int32_t which,
                          int32_t encoding,
                          void *buffer,
                          size_t capacity,
                          size_t *needed);

/**
 * How many matters an item covers. LVZHI_OUT_OF_RANGE for no item.
 * Rust: `Item::covers`.
 */
int32_t lvzhi_cover_count(lvzhi_list list, int32_t item_index);

/**
 * Matter `n` (from 0, the main one first) that an item covers: its number, LVZHI_NONE where this library knows no matter of
 * that id, for the list was compiled with a newer one; whether the item is mainly about it, 1 or 0; and whether an editor stated it, 1, or
 * the classifier bound it, 0.
 *
 * LVZHI_OUT_OF_RANGE for no item or no such matter. Outputs are written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
 * Rust: `Item::covers`.
 */
int32_t lvzhi_cover(lvzhi_list list,
                    int32_t item_index,
                    int32_t n,
                    int32_t *matter,
                    int32_t *main,
                    int32_t *stated);

/**
 * What is left out of a text when it is classified, from left to right: mark-up, fields of forms, numbers, addresses, formulas. None for a
 * text that is nothing else: all of that is read. No list is asked: frames are the same for all of them. There may be thousands: a
 * text of `len` bytes has at most `len` of them.
 *
 * A list for an array: see the conventions. LVZHI_INVALID_TEXT or LVZHI_TEXT_TOO_LONG for text that cannot be a query; NULL with `len` 0 is
 * the empty text, which has none.
 * Rust: `frame`.
 */
int32_t lvzhi_frame_of(const void *text,
                       size_t len,
                       int32_t encoding,
                       struct lvzhi_frame_part *parts,
                       size_t capacity,
                       size_t *count);

/**
 * What the list says to each request of a message, from left to right: at least one part, at most LVZHI_MOST_PARTS. A message of one request is
 * one part, all of it, with the answer of lvzhi_classify.
 *
 * A list for an array: see the conventions. The statuses are those of lvzhi_classify. Of the options the thresholds and `frames` matter; NULL
 * stands for the defaults. NULL with `len` 0 is the empty text.
 * Rust: `Catalogue::classify_parts`.
 */
int32_t lvzhi_classify_parts(lvzhi_list list,
                             const void *text,
                             size_t len,
                             int32_t encoding,
                             const struct lvzhi_options *options,
                             struct lvzhi_part *parts,
                             size_t capacity,
                             size_t *count);

/**
 * What a status means, in LVZHI_CHINESE or LVZHI_ENGLISH, as a static view in UTF-8.
 *
 * LVZHI_BAD_VALUE for a number that is no status, and for an unknown language. NULL is LVZHI_NULL_ARGUMENT.
 */
int32_t lvzhi_status_message(int32_t status,
                             int32_t language,
                             struct lvzhi_text *text);

/**
 * As lvzhi_status_message, in an encoding.
 *
 * A text for a buffer: see the conventions.
 */
int32_t lvzhi_status_text(int32_t status,
                          int32_t language,
                          int32_t encoding,
                          void *buffer,
                          size_t capacity,
                          size_t *needed);

/**
 * Text in, the answer out as text that a clerk can read, in Chinese, in the same encoding, with a line feed behind each line but the
 * last: the verdict and how sure it is (判断), the item (事项), its category (类别), who is responsible (负责单位), the evidence
 * (依据), other candidates (其他可能). The evidence quotes the text: an answer may be longer than the text by a kilobyte or two.
 * Control characters of the text are shown as spaces. Where the verdict is unlisted or unclear, it says so, and names candidates as such, and who usually does
 * what is unlisted (通常由谁办), where that is known.
 * For people only: the wording may change, programs use lvzhi_classify or lvzhi_classify_json.
 *
 * A text for a buffer: see the conventions. The statuses are those of lvzhi_classify. NULL `options` stands for the defaults;
 * NULL with `len` 0 is the empty text.
 * Rust: `Answer::responsible`.
 */
int32_t lvzhi_answer_text(lvzhi_list list,
                          const void *text,
                          size_t len,
                          int32_t encoding,
                          const struct lvzhi_options *options,
                          void *buffer,
                          size_t capacity,
                          size_t *needed);

/**
 * Text in, JSON out, both in the same encoding:
 * {"verdict":"reclaimed","verdict_name":"上级部门收回","confidence":0.99,
 * "matter":{"id":"M0042","name":"农民工工资 · 保障","body":null,"basis":"…"},"responsible":["巴楚县人力资源和社会保障局"],
 * "matches":[{"id":"R009","name":"保障农民工工资支付","responsible":["…"],"score":1.1,"confidence":0.99,"matter":"M0042"}],
 * "evidence":[{"start":0,"end":27,"text":"…","met":"phrase","share":0.42}]}
 *
 * `responsible` is empty where the verdict is unlisted or unclear (a candidate is no finding), where nobody does the matter any
 * more, and where the source lost the name: lvzhi_item_is_discontinued tells these two apart. `matter` is what the text is most likely
 * about, whether the list holds it or not, with who usually does it (body) and by which law (basis), null where nothing of the text is known;
 * in a match it is the matter through which the text met the item, null where the item's own words did. `evidence` is that for the best
 * candidate, with places in bytes of the text given; it is left out where options->evidence is 0. Behind it stand, where they apply, `"reason":"only_frame"` of a verdict that is unclear, and
 * `"elsewhere":true` of a text that names another county or township than the list's. New keys may come.
 *
 * A text for a buffer: see the conventions. The statuses are those of lvzhi_classify. NULL `options` stands for the defaults;
 * NULL with `len` 0 is the empty text.
 * Rust: `Answer::to_json`, `Answer::responsible`, `Catalogue::evidence_json`, `Catalogue::evidence_with`.
 */
int32_t lvzhi_classify_json(lvzhi_list list,
                            const void *text,
                            size_t len,
                            int32_t encoding,
                            const struct lvzhi_options *options,
                            void *buffer,
                            size_t capacity,
                            size_t *needed);

/**
 * A text of the township (LVZHI_TOWNSHIP_NAME to LVZHI_TOWNSHIP_EDITION): a static view.
 *
 * LVZHI_BAD_VALUE for another `which`. `text` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
 * Rust: `Catalogue::township`, `Township::name`, `Township::county`, `Township::prefecture`, `Township::region`,
 * `Township::code`, `Township::edition`.
 */
int32_t lvzhi_township_text(lvzhi_list list,
                            int32_t which,
                            struct lvzhi_text *text);

/**
 * 1 if the list is an example that somebody made up, else 0: nobody is to be sent by it.
 * Rust: `Township::is_made_up`.
 */
int32_t lvzhi_is_made_up(lvzhi_list list);

/**
 * How many figures the profile of the township has.
 * Rust: `Township::profile`.
 */
int32_t lvzhi_figure_count(lvzhi_list list);

/**
 * Figure `n` (from 0) of the profile: key in the export, Chinese name and unit as static views, and the value.
 *
 * LVZHI_OUT_OF_RANGE for no figure. Outputs are written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
 * Rust: `Township::profile`, `Figure::key`, `Figure::name`, `Figure::unit`, `Figure::value`.
 */
int32_t lvzhi_figure(lvzhi_list list,
                     int32_t n,
                     struct lvzhi_text *key,
                     struct lvzhi_text *name,
                     struct lvzhi_text *unit,
                     uint64_t *value);

/**
 * How many items the list declares for a tier. LVZHI_BAD_VALUE for an unknown tier.
 * Rust: `Township::declared_items`.
 */
int32_t lvzhi_declared_items(lvzhi_list list, int32_t tier);

/**
 * How many categories the list declares for a tier. LVZHI_BAD_VALUE for an unknown tier.
 * Rust: `Township::declared_categories`.
 */
int32_t lvzhi_declared_categories(lvzhi_list list, int32_t tier);

/**
 * How many departments the list declares for a tier. LVZHI_NOT_FOUND where it declares none (basic items),
 * LVZHI_BAD_VALUE for an unknown tier.
 * Rust: `Township::declared_departments`.
 */
int32_t lvzhi_declared_departments(lvzhi_list list,
                                   int32_t tier);

/**
 * How many of the declared departments cannot be found, because the scan lost their names. LVZHI_BAD_VALUE for an
 * unknown tier.
 * Rust: `Township::missing_departments`.
 */
int32_t lvzhi_missing_departments(lvzhi_list list,
                                  int32_t tier);

/**
 * The tier that the text names: a key, a Chinese name (also without 履职 or 上级部门) or a letter B, C or R.
 * LVZHI_NOT_FOUND if none.
 *
 * NULL with `len` 0 is the empty text. `tier` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
 * Rust: `Tier::from_str`, `Tier::letter`.
 */
int32_t lvzhi_tier_by_name(const void *text,
                           size_t len,
                           int32_t encoding,
                           int32_t *tier);

/**
 * How many categories (事项类别) the tiers have together. Categories are numbered from 0 to this less 1: those of basic,
 * cooperative and reclaimed items, in list order. The same name in two tiers is two categories.
 * Rust: `Catalogue::categories`.
 */
int32_t lvzhi_category_count(lvzhi_list list);

/**
 * The name of a category: a static view.
 *
 * LVZHI_OUT_OF_RANGE for no category. `name` is written on LVZHI_OK only; NULL is LVZHI_NULL_ARGUMENT.
 * Rust: `Category::name`.
 */
int32_t lvzhi_category_name(lvzhi_list list,
                            int32_t category_index,
                            struct lvzhi_text *name);

/**
 * The cross table of the list: each tier, each of its categories, and how many items it holds, in list order.
 *
 * A list for an array: see the conventions. NULL `rows` is allowed with capacity 0 only.
 * Rust: `Catalogue::cross_table`, `Category::tier`, `Category::len`, `Category::is_empty`.
 */
int32_t lvzhi_cross_table(lvzhi_list list,
                          struct lvzhi_cross_row *rows,
                          size_t capacity,
                          size_t *count);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* LVZHI_H */
