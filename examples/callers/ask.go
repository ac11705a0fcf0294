// Go with cgo: the flags come from pkg-config.
package main

/*
#cgo pkg-config: lvzhi
#include <lvzhi.h>
*/
import "C"

import (
	"bytes"
	"fmt"
	"os"
	"unsafe"
)

func itemText(item C.int32_t, which C.int32_t) string {
	var buffer [512]byte
	var needed C.size_t
	status := C.lvzhi_item_text(item, which, C.LVZHI_UTF8, unsafe.Pointer(&buffer[0]), C.size_t(len(buffer)), &needed)
	if status != C.LVZHI_OK {
		return "-"
	}
	return string(buffer[:needed-1])
}

func ask(question []byte, encoding C.int32_t) (string, error) {
	var answer C.lvzhi_answer
	answer.struct_size = C.uint32_t(unsafe.Sizeof(answer))
	var matches [3]C.lvzhi_match
	var count C.size_t
	status := C.lvzhi_classify(unsafe.Pointer(&question[0]), C.size_t(len(question)), encoding, nil, &answer, &matches[0], 3, &count)
	if status != C.LVZHI_OK {
		return "", fmt.Errorf("status %d", status)
	}
	// Of an unlisted or unclear matter the matches are no more than candidates.
	if answer.verdict == C.LVZHI_UNLISTED || answer.verdict == C.LVZHI_UNCLEAR {
		return fmt.Sprintf("%d - -", answer.verdict), nil
	}
	item := matches[0].item
	return fmt.Sprintf("%d %s %s", answer.verdict, itemText(item, C.LVZHI_ITEM_ID), itemText(item, C.LVZHI_ITEM_RESPONSIBLE)), nil
}

func main() {
	number := 0
	for n, encoding := range []C.int32_t{C.LVZHI_UTF8, C.LVZHI_GB18030} {
		file, err := os.ReadFile(os.Args[n+1])
		if err != nil {
			panic(err)
		}
		for _, question := range bytes.Split(bytes.TrimSuffix(file, []byte("\n")), []byte("\n")) {
			answer, err := ask(question, encoding)
			if err != nil {
				panic(err)
			}
			number++
			fmt.Println(number, answer)
		}
	}
}
