// Go with cgo: the flags come from pkg-config. Questions to the built-in list, then to that of another township.
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

func itemText(list C.lvzhi_list, item C.int32_t, which C.int32_t) string {
	var buffer [1024]byte
	var needed C.size_t
	status := C.lvzhi_item_text(list, item, which, C.LVZHI_UTF8, unsafe.Pointer(&buffer[0]), C.size_t(len(buffer)), &needed)
	if status != C.LVZHI_OK {
		return "-"
	}
	return string(buffer[:needed-1])
}

func refused(status C.int32_t) error {
	if status != C.LVZHI_OK {
		return fmt.Errorf("status %d", status)
	}
	return nil
}

// In the list that is built in: nil.
func ask(question []byte, encoding C.int32_t) (string, error) {
	var answer C.lvzhi_answer
	answer.struct_size = C.uint32_t(unsafe.Sizeof(answer))
	var matches [3]C.lvzhi_match
	var count C.size_t
	text, length := unsafe.Pointer(&question[0]), C.size_t(len(question))
	status := C.lvzhi_classify(nil, text, length, encoding, nil, &answer, &matches[0], 3, &count)
	if err := refused(status); err != nil {
		return "", err
	}
	// Of an unlisted or unclear matter the matches are no more than candidates.
	if answer.verdict == C.LVZHI_UNLISTED || answer.verdict == C.LVZHI_UNCLEAR {
		return fmt.Sprintf("%d - -", answer.verdict), nil
	}
	item := matches[0].item
	id, who := itemText(nil, item, C.LVZHI_ITEM_ID), itemText(nil, item, C.LVZHI_ITEM_RESPONSIBLE)
	return fmt.Sprintf("%d %s %s", answer.verdict, id, who), nil
}

// openList opens the list of another township, which has to be closed.
func openList(path string) (C.lvzhi_list, error) {
	var list C.lvzhi_list
	name, length := []byte(path), C.size_t(len(path))
	status := C.lvzhi_list_open(unsafe.Pointer(&name[0]), length, C.LVZHI_UTF8, &list)
	if status == C.LVZHI_OK {
		return list, nil
	}
	var problem [1024]byte
	var needed C.size_t
	text, capacity := unsafe.Pointer(&problem[0]), C.size_t(len(problem))
	C.lvzhi_list_problem(unsafe.Pointer(&name[0]), length, C.LVZHI_UTF8, text, capacity, &needed)
	return nil, fmt.Errorf("%d %s", status, C.GoString((*C.char)(text)))
}

// askOther tells the township of a list, an item, and the matter that a question is about.
func askOther(path string) (string, error) {
	list, err := openList(path)
	if err != nil {
		return "", err
	}
	defer C.lvzhi_list_close(list)
	id, question := []byte("C012"), []byte("老板欠我们工钱不给")
	var township C.lvzhi_text
	var item C.int32_t
	var answer C.lvzhi_answer
	answer.struct_size = C.uint32_t(unsafe.Sizeof(answer))
	var matter [256]byte
	var needed C.size_t
	if err := refused(C.lvzhi_township_text(list, C.LVZHI_TOWNSHIP_NAME, &township)); err != nil {
		return "", err
	}
	text, length := unsafe.Pointer(&id[0]), C.size_t(len(id))
	if err := refused(C.lvzhi_item_by_id(list, text, length, C.LVZHI_UTF8, &item)); err != nil {
		return "", err
	}
	text, length = unsafe.Pointer(&question[0]), C.size_t(len(question))
	if err := refused(C.lvzhi_classify(list, text, length, C.LVZHI_UTF8, nil, &answer, nil, 0, &needed)); err != nil {
		return "", err
	}
	text, length = unsafe.Pointer(&matter[0]), C.size_t(len(matter))
	if err := refused(C.lvzhi_matter_text(answer.matter, C.LVZHI_MATTER_NAME, C.LVZHI_UTF8, text, length, &needed)); err != nil {
		return "", err
	}
	name := C.GoStringN(township.data, C.int(township.len)) // copied: it is the list's
	return fmt.Sprintf("%s\n%s\n%d %s", name, itemText(list, item, C.LVZHI_ITEM_NAME), answer.verdict, matter[:needed-1]), nil
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
	other, err := askOther(os.Args[3])
	if err != nil {
		panic(err)
	}
	fmt.Println(other)
	if _, err := askOther(os.Args[1]); err != nil {
		fmt.Println(err) // questions are no list
	}
}
