{ Free Pascal, as Delphi would: AnsiString carries bytes. Questions to the built-in list, then to that of another township.
  In Delphi for Windows name lvzhi.dll, and use RawByteString. }
program ask;

{$mode objfpc}{$H+}

uses
  ctypes, SysUtils;

const
  Lib = 'lvzhi';
  Utf8 = 1;
  Gb18030 = 2;
  ItemId = 1;
  ItemName = 2;
  ItemResponsible = 5;
  MatterName = 2;
  TownshipName = 1;

type
  TLvzhiList = type Pointer; { nil: the list that is built in }

  TLvzhiText = record
    data: PChar;
    len: csize_t;
  end;

  TLvzhiAnswer = record
    struct_size: cuint32;
    verdict, confidence_e4, matter, reason, elsewhere: cint32;
  end;

  ELvzhi = class(Exception);

function lvzhi_verdict_of(list: TLvzhiList; text: PChar; len: csize_t; encoding: cint32): cint32; cdecl; external Lib;
function lvzhi_item_of(list: TLvzhiList; text: PChar; len: csize_t; encoding: cint32): cint32; cdecl; external Lib;
function lvzhi_item_text(list: TLvzhiList; item, which, encoding: cint32; buffer: PChar; capacity: csize_t;
  var needed: csize_t): cint32; cdecl; external Lib;
function lvzhi_item_by_id(list: TLvzhiList; text: PChar; len: csize_t; encoding: cint32; var item: cint32): cint32;
  cdecl; external Lib;
function lvzhi_classify(list: TLvzhiList; text: PChar; len: csize_t; encoding: cint32; options: Pointer;
  var answer: TLvzhiAnswer; matches: Pointer; capacity: csize_t; var count: csize_t): cint32; cdecl; external Lib;
function lvzhi_matter_text(matter, which, encoding: cint32; buffer: PChar; capacity: csize_t; var needed: csize_t): cint32;
  cdecl; external Lib;
function lvzhi_township_text(list: TLvzhiList; which: cint32; var text: TLvzhiText): cint32; cdecl; external Lib;
function lvzhi_list_open(path: PChar; len: csize_t; encoding: cint32; var list: TLvzhiList): cint32; cdecl; external Lib;
function lvzhi_list_problem(path: PChar; len: csize_t; encoding: cint32; buffer: PChar; capacity: csize_t;
  var needed: csize_t): cint32; cdecl; external Lib;
function lvzhi_list_close(list: TLvzhiList): cint32; cdecl; external Lib;

function ItemText(list: TLvzhiList; item, which: cint32): string;
var
  buffer: array[0..1023] of char;
  needed: csize_t;
begin
  needed := 0;
  if lvzhi_item_text(list, item, which, Utf8, @buffer[0], SizeOf(buffer), needed) = 0 then
    SetString(Result, PChar(@buffer[0]), needed - 1)
  else
    Result := '-';
end;

procedure Check(status: cint32);
begin
  if status <> 0 then
    raise ELvzhi.Create('status ' + IntToStr(status));
end;

{ To be closed by who opens it. }
function OpenList(const path: string): TLvzhiList;
var
  status: cint32;
  problem: array[0..1023] of char;
  needed: csize_t;
begin
  Result := nil;
  status := lvzhi_list_open(PChar(path), Length(path), Utf8, Result);
  if status <> 0 then
  begin
    lvzhi_list_problem(PChar(path), Length(path), Utf8, @problem[0], SizeOf(problem), needed);
    raise ELvzhi.Create(IntToStr(status) + ' ' + PChar(@problem[0]));
  end;
end;

{ The township of a list, an item, and a question with the matter that it is about. }
procedure AskOther(const path: string);
const
  id: string = 'C012';
  question: string = '老板欠我们工钱不给';
var
  list: TLvzhiList;
  township: TLvzhiText;
  answer: TLvzhiAnswer;
  item: cint32;
  matter: array[0..255] of char;
  needed: csize_t;
begin
  list := OpenList(path);
  try
    Check(lvzhi_township_text(list, TownshipName, township));
    WriteLn(township.data); { good until the list is closed }
    Check(lvzhi_item_by_id(list, PChar(id), Length(id), Utf8, item));
    WriteLn(ItemText(list, item, ItemName));
    answer.struct_size := SizeOf(answer);
    Check(lvzhi_classify(list, PChar(question), Length(question), Utf8, nil, answer, nil, 0, needed));
    Check(lvzhi_matter_text(answer.matter, MatterName, Utf8, @matter[0], SizeOf(matter), needed));
    WriteLn(answer.verdict, ' ', PChar(@matter[0]));
  finally
    lvzhi_list_close(list);
  end;
end;

var
  number, n: integer;
  encoding, item, verdict: cint32;
  questions: TextFile;
  question: string;
begin
  number := 0;
  for n := 1 to 2 do
  begin
    if n = 1 then encoding := Utf8 else encoding := Gb18030;
    AssignFile(questions, ParamStr(n));
    Reset(questions);
    while not Eof(questions) do
    begin
      ReadLn(questions, question);
      verdict := lvzhi_verdict_of(nil, PChar(question), Length(question), encoding);
      if verdict < 0 then
        Halt(1);
      { No item where the verdict is 4 or 5 (not on the list, unclear): its texts are '-' then. }
      item := lvzhi_item_of(nil, PChar(question), Length(question), encoding);
      Inc(number);
      WriteLn(number, ' ', verdict, ' ', ItemText(nil, item, ItemId), ' ', ItemText(nil, item, ItemResponsible));
    end;
    CloseFile(questions);
  end;
  AskOther(ParamStr(3));
  try
    AskOther(ParamStr(1));
  except
    on error: ELvzhi do { questions are no list }
      WriteLn(error.Message);
  end;
end.
