{ Free Pascal, as Delphi would: AnsiString carries bytes. In Delphi for Windows name lvzhi.dll, and use RawByteString. }
program ask;

{$mode objfpc}{$H+}

uses
  ctypes, SysUtils;

const
  Lib = 'lvzhi';
  Utf8 = 1;
  Gb18030 = 2;
  ItemId = 1;
  ItemResponsible = 5;

function lvzhi_verdict_of(text: PChar; len: csize_t; encoding: cint32): cint32; cdecl; external Lib;
function lvzhi_item_of(text: PChar; len: csize_t; encoding: cint32): cint32; cdecl; external Lib;
function lvzhi_item_text(item, which, encoding: cint32; buffer: PChar; capacity: csize_t; var needed: csize_t): cint32;
  cdecl; external Lib;

function ItemText(item, which: cint32): string;
var
  buffer: array[0..511] of char;
  needed: csize_t;
begin
  needed := 0;
  if lvzhi_item_text(item, which, Utf8, @buffer[0], SizeOf(buffer), needed) = 0 then
    SetString(Result, PChar(@buffer[0]), needed - 1)
  else
    Result := '-';
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
      verdict := lvzhi_verdict_of(PChar(question), Length(question), encoding);
      if verdict < 0 then
        Halt(1);
      { No item where the verdict is 4 or 5 (not on the list, unclear): its texts are '-' then. }
      item := lvzhi_item_of(PChar(question), Length(question), encoding);
      Inc(number);
      WriteLn(number, ' ', verdict, ' ', ItemText(item, ItemId), ' ', ItemText(item, ItemResponsible));
    end;
    CloseFile(questions);
  end;
end.
