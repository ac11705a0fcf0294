<?php
// PHP with FFI: the header without preprocessor is read as it is. LVZHI_HEADER: where it is installed.
$lvzhi = FFI::cdef(file_get_contents(getenv('LVZHI_HEADER')), 'liblvzhi.so');

function item_text(FFI $lvzhi, int $item, int $which): string
{
    $buffer = $lvzhi->new('char[512]');
    $needed = $lvzhi->new('size_t');
    $status = $lvzhi->lvzhi_item_text($item, $which, $lvzhi->LVZHI_UTF8, $buffer, FFI::sizeof($buffer), FFI::addr($needed));
    return $status === 0 ? FFI::string($buffer, $needed->cdata - 1) : '-';
}

function ask(FFI $lvzhi, string $question, int $encoding): string
{
    $answer = $lvzhi->new('lvzhi_answer');
    $answer->struct_size = FFI::sizeof($answer);
    $matches = $lvzhi->new('lvzhi_match[3]');
    $count = $lvzhi->new('size_t');
    $status = $lvzhi->lvzhi_classify(
        $question, strlen($question), $encoding, null, FFI::addr($answer), $matches, 3, FFI::addr($count));
    if ($status !== 0) {
        exit("status $status\n");
    }
    // Of an unlisted or unclear matter the matches are no more than candidates.
    if ($answer->verdict === $lvzhi->LVZHI_UNLISTED || $answer->verdict === $lvzhi->LVZHI_UNCLEAR) {
        return $answer->verdict . ' - -';
    }
    $item = $matches[0]->item;
    return $answer->verdict . ' ' . item_text($lvzhi, $item, $lvzhi->LVZHI_ITEM_ID) . ' '
        . item_text($lvzhi, $item, $lvzhi->LVZHI_ITEM_RESPONSIBLE);
}

$number = 0;
foreach ([$lvzhi->LVZHI_UTF8, $lvzhi->LVZHI_GB18030] as $n => $encoding) {
    foreach (file($argv[$n + 1], FILE_IGNORE_NEW_LINES) as $question) {
        echo ++$number, ' ', ask($lvzhi, $question, $encoding), "\n";
    }
}
