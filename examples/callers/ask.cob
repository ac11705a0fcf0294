      *> GnuCOBOL: plain integers and fixed fields; then the list of
      *> another township, with the struct of an answer. For 64 bit: where
      *> size_t has 32, binary-long takes the place of binary-double.
       identification division.
       program-id. ask.
       environment division.
       input-output section.
       file-control.
           select questions assign to file-name
               organization is line sequential
               file status is file-state.
       data division.
       file section.
       fd questions.
       01 question             pic x(1000).
       working-storage section.
       01 file-name            pic x(1000).
       01 file-state           pic xx.
      *> Null: the list that is built in.
       01 duty-list            usage pointer value null.
       01 list-path            pic x(1000).
       01 path-length          usage binary-double unsigned.
       01 path-no              pic 9.
       01 at-end               pic 9 value 0.
       01 file-no              pic 9.
       01 encoding             usage binary-long.
       01 item                 usage binary-long.
       01 verdict              usage binary-long.
       01 status-code          usage binary-long.
       01 text-length          usage binary-double unsigned.
       01 capacity             usage binary-double unsigned.
       01 needed               usage binary-double unsigned.
       01 township.
          05 township-data     usage pointer.
          05 township-length   usage binary-double unsigned.
       01 township-name        pic x(1000) based.
       01 answer.
          05 struct-size       usage binary-long unsigned.
          05 answer-verdict    usage binary-long.
          05 confidence-e4     usage binary-long.
          05 matter            usage binary-long.
          05 reason            usage binary-long.
          05 elsewhere         usage binary-long.
       01 shown-text           pic x(1024).
       01 shown-length         usage binary-long.
       01 other-question       pic x(27) value "老板欠我们工钱不给".
       01 id-text              pic x(8).
       01 who-text             pic x(512).
       01 who-length           usage binary-long.
       01 id-length            usage binary-long.
       01 question-number      pic 99 value 0.
       01 number-shown         pic z9.
       01 verdict-shown        pic 9.
       01 status-shown         pic ---9.
       procedure division.
       main-section.
           perform varying file-no from 1 by 1
                   until file-no > 2
               move file-no to encoding
               display file-no upon argument-number
               accept file-name from argument-value
               perform ask-file
           end-perform
           move 3 to path-no
           perform open-list
           if status-code not = 0
               move 1 to return-code
               stop run
           end-if
           perform ask-other
           call "lvzhi_list_close" using by value duty-list end-call
      *> Questions are no list: it says what is wrong.
           move 1 to path-no
           perform open-list
      *> Each call leaves its result here, and the last was refused.
           move 0 to return-code
           stop run.

       ask-file.
           move 0 to at-end
           open input questions
           perform until at-end = 1
               move spaces to question
               read questions
                   at end move 1 to at-end
                   not at end perform ask-one
               end-read
           end-perform
           close questions.

       ask-one.
      *> Without the spaces that fill the record.
           move function length(function trim(question trailing))
               to text-length
           call "lvzhi_verdict_of" using
               by value duty-list
               by reference question
               by value text-length
               by value encoding
               returning verdict
           end-call
           if verdict < 0
               display "status " verdict upon syserr
               move 1 to return-code
               stop run
           end-if
      *> No item where the verdict is 4 or 5 (not on the list, unclear):
      *> its texts are "-" then.
           call "lvzhi_item_of" using
               by value duty-list
               by reference question
               by value text-length
               by value encoding
               returning item
           end-call
           move length of id-text to capacity
           call "lvzhi_item_text" using
               by value duty-list
               by value item
               by value size 4 1
               by value size 4 1
               by reference id-text
               by value capacity
               by reference needed
               returning status-code
           end-call
           if status-code = 0
               compute id-length = needed - 1
           else
               move "-" to id-text
               move 1 to id-length
           end-if
           move length of who-text to capacity
           call "lvzhi_item_text" using
               by value duty-list
               by value item
               by value size 4 5
               by value size 4 1
               by reference who-text
               by value capacity
               by reference needed
               returning status-code
           end-call
           if status-code = 0
               compute who-length = needed - 1
           else
               move "-" to who-text
               move 1 to who-length
           end-if
           add 1 to question-number
           move question-number to number-shown
           move verdict to verdict-shown
           display function trim(number-shown) " " verdict-shown " "
               id-text(1:id-length) " " who-text(1:who-length).

      *> The list whose path is argument PATH-NO.
       open-list.
           display path-no upon argument-number
           accept list-path from argument-value
           move function length(function trim(list-path trailing))
               to path-length
           call "lvzhi_list_open" using
               by reference list-path
               by value path-length
               by value size 4 1
               by reference duty-list
               returning status-code
           end-call
           if status-code not = 0
               move status-code to status-shown
               move length of shown-text to capacity
               call "lvzhi_list_problem" using
                   by reference list-path
                   by value path-length
                   by value size 4 1
                   by reference shown-text
                   by value capacity
                   by reference needed
               end-call
               compute shown-length =
                   function min(needed, capacity) - 1
               display function trim(status-shown) " "
                   shown-text(1:shown-length)
           end-if.

      *> Its township, an item, and a question with the matter that it is
      *> about.
       ask-other.
           call "lvzhi_township_text" using
               by value duty-list
               by value size 4 1
               by reference township
               returning status-code
           end-call
           perform check-status
           set address of township-name to township-data
           display township-name(1:township-length)
           move "C012" to id-text
           move 4 to text-length
           call "lvzhi_item_by_id" using
               by value duty-list
               by reference id-text
               by value text-length
               by value size 4 1
               by reference item
               returning status-code
           end-call
           perform check-status
           move length of shown-text to capacity
           call "lvzhi_item_text" using
               by value duty-list
               by value item
               by value size 4 2
               by value size 4 1
               by reference shown-text
               by value capacity
               by reference needed
               returning status-code
           end-call
           perform check-status
           compute shown-length = needed - 1
           display shown-text(1:shown-length)
           move length of answer to struct-size
           move length of other-question to text-length
           move 0 to capacity
           call "lvzhi_classify" using
               by value duty-list
               by reference other-question
               by value text-length
               by value size 4 1
               by reference omitted
               by reference answer
               by reference omitted
               by value capacity
               by reference needed
               returning status-code
           end-call
           perform check-status
           move length of shown-text to capacity
           call "lvzhi_matter_text" using
               by value matter
               by value size 4 2
               by value size 4 1
               by reference shown-text
               by value capacity
               by reference needed
               returning status-code
           end-call
           perform check-status
           compute shown-length = needed - 1
           move answer-verdict to verdict-shown
           display verdict-shown " " shown-text(1:shown-length).

       check-status.
           if status-code not = 0
               display "status " status-code upon syserr
               move 1 to return-code
               stop run
           end-if.
       end program ask.
