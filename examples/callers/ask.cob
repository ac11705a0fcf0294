      *> GnuCOBOL: plain integers and fixed fields, no structs.
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
       01 at-end               pic 9 value 0.
       01 file-no              pic 9.
       01 encoding             usage binary-long.
       01 item                 usage binary-long.
       01 verdict              usage binary-long.
       01 status-code          usage binary-long.
       01 text-length          usage binary-double unsigned.
       01 capacity             usage binary-double unsigned.
       01 needed               usage binary-double unsigned.
       01 id-text              pic x(8).
       01 who-text             pic x(512).
       01 who-length           usage binary-long.
       01 id-length            usage binary-long.
       01 question-number      pic 99 value 0.
       01 number-shown         pic z9.
       01 verdict-shown        pic 9.
       procedure division.
       main-section.
           perform varying file-no from 1 by 1
                   until file-no > 2
               move file-no to encoding
               display file-no upon argument-number
               accept file-name from argument-value
               perform ask-file
           end-perform
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
               by reference question
               by value text-length
               by value encoding
               returning item
           end-call
           move length of id-text to capacity
           call "lvzhi_item_text" using
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
       end program ask.
