<?php
// PHP with FFI: the header without preprocessor is read as it is. LVZHI_HEADER: where it is installed.
// Questions to the built-in list, then to that of another township.
$lvzhi = FFI::cdef(file_get_contents(getenv('LVZHI_HEADER')), PHP_OS_FAMILY === 'Windows' ? 'lvzhi.dll' : 'liblvzhi.so');

// A list is null, the one that is built in, or what open_list gave.
function item_text(FFI $lvzhi, ?FFI\CData $list, int $item, int $which): string
{
    $buffer = $lvzhi->new('char[1024]');
    $needed = $lvzhi->new('size_t');
    $status = $lvzhi->lvzhi_item_text(
        $list, $item, $which, $lvzhi->LVZHI_UTF8, $buffer, FFI::sizeof($buffer), FFI::addr($needed));
    return $status === 0 ? FFI::string($buffer, $needed->cdata - 1) : '-';
}

function check(int $status): void
{
    if ($status !== 0) {
        throw new RuntimeException("status $status");
    }
}

function ask(FFI $lvzhi, string $question, int $encoding): string
{
    $answer = $lvzhi->new('lvzhi_answer');
    $answer->struct_size = FFI::sizeof($answer);
    $matches = $lvzhi->new('lvzhi_match[3]');
    $count = $lvzhi->new('size_t');
    check($lvzhi->lvzhi_classify(
        null, $question, strlen($question), $encoding, null, FFI::addr($answer), $matches, 3, FFI::addr($count)));
    // Of an unlisted or unclear matter the matches are no more than candidates.
    if ($answer->verdict === $lvzhi->LVZHI_UNLISTED || $answer->verdict === $lvzhi->LVZHI_UNCLEAR) {
        return $answer->verdict . ' - -';
    }
    $item = $matches[0]->item;
    return $answer->verdict . ' ' . item_text($lvzhi, null, $item, $lvzhi->LVZHI_ITEM_ID) . ' '
        . item_text($lvzhi, null, $item, $lvzhi->LVZHI_ITEM_RESPONSIBLE);
}

// To be closed by who opens it.
function open_list(FFI $lvzhi, string $path): FFI\CData
{
    $list = $lvzhi->new('lvzhi_list');
    $status = $lvzhi->lvzhi_list_open($path, strlen($path), $lvzhi->LVZHI_UTF8, FFI::addr($list));
    if ($status === 0) {
        return $list;
    }
    $problem = $lvzhi->new('char[1024]');
    $needed = $lvzhi->new('size_t');
    $lvzhi->lvzhi_list_problem($path, strlen($path), $lvzhi->LVZHI_UTF8, $problem, FFI::sizeof($problem), FFI::addr($needed));
    throw new RuntimeException($status . ' ' . FFI::string($problem));
}

// The township of a list, an item, and a question with the matter that it is about.
function ask_other(FFI $lvzhi, string $path): string
{
    [$id, $question] = ['C012', '老板欠我们工钱不给'];
    $list = open_list($lvzhi, $path);
    try {
        $township = $lvzhi->new('lvzhi_text');
        check($lvzhi->lvzhi_township_text($list, $lvzhi->LVZHI_TOWNSHIP_NAME, FFI::addr($township)));
        $item = $lvzhi->new('int32_t');
        check($lvzhi->lvzhi_item_by_id($list, $id, strlen($id), $lvzhi->LVZHI_UTF8, FFI::addr($item)));
        $answer = $lvzhi->new('lvzhi_answer');
        $answer->struct_size = FFI::sizeof($answer);
        $needed = $lvzhi->new('size_t');
        check($lvzhi->lvzhi_classify(
            $list, $question, strlen($question), $lvzhi->LVZHI_UTF8, null, FFI::addr($answer), null, 0, FFI::addr($needed)));
        $matter = $lvzhi->new('char[256]');
        check($lvzhi->lvzhi_matter_text(
            $answer->matter, $lvzhi->LVZHI_MATTER_NAME, $lvzhi->LVZHI_UTF8, $matter, FFI::sizeof($matter), FFI::addr($needed)));
        return FFI::string($township->data, $township->len) . "\n"
            . item_text($lvzhi, $list, $item->cdata, $lvzhi->LVZHI_ITEM_NAME) . "\n"
            . $answer->verdict . ' ' . FFI::string($matter, $needed->cdata - 1);
    } finally {
        $lvzhi->lvzhi_list_close($list);
    }
}

$number = 0;
foreach ([$lvzhi->LVZHI_UTF8, $lvzhi->LVZHI_GB18030] as $n => $encoding) {
    foreach (file($argv[$n + 1], FILE_IGNORE_NEW_LINES) as $question) {
        echo ++$number, ' ', ask($lvzhi, $question, $encoding), "\n";
    }
}
echo ask_other($lvzhi, $argv[3]), "\n";
try {
    echo ask_other($lvzhi, $argv[1]);
} catch (RuntimeException $error) { // questions are no list
    echo $error->getMessage(), "\n";
}
