// Java with JNA: bytes and lengths, no callbacks; then the list of another township.
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.NativeLongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;

public final class Ask {
    /** size_t is NativeLong on Unix. On 64-bit Windows that has 32 bits: declare long, here and in Text, and LongByReference. */
    public interface Lvzhi extends Library {
        int lvzhi_verdict_of(Pointer list, byte[] text, NativeLong len, int encoding);

        int lvzhi_item_of(Pointer list, byte[] text, NativeLong len, int encoding);

        int lvzhi_item_text(Pointer list, int item, int which, int encoding, byte[] buffer, NativeLong capacity,
            NativeLongByReference needed);

        int lvzhi_item_by_id(Pointer list, byte[] text, NativeLong len, int encoding, IntByReference item);

        int lvzhi_classify(Pointer list, byte[] text, NativeLong len, int encoding, Pointer options, Answer answer,
            Pointer matches, NativeLong capacity, NativeLongByReference count);

        int lvzhi_matter_text(int matter, int which, int encoding, byte[] buffer, NativeLong capacity,
            NativeLongByReference needed);

        int lvzhi_township_text(Pointer list, int which, Text text);

        int lvzhi_list_open(byte[] path, NativeLong len, int encoding, PointerByReference list);

        int lvzhi_list_problem(byte[] path, NativeLong len, int encoding, byte[] buffer, NativeLong capacity,
            NativeLongByReference needed);

        int lvzhi_list_close(Pointer list);
    }

    @Structure.FieldOrder({"structSize", "verdict", "confidenceE4", "matter", "reason", "elsewhere"})
    public static final class Answer extends Structure {
        public int structSize, verdict, confidenceE4, matter, reason, elsewhere;
    }

    @Structure.FieldOrder({"data", "len"})
    public static final class Text extends Structure {
        public Pointer data;
        public NativeLong len;
    }

    static final Lvzhi LVZHI = Native.load("lvzhi", Lvzhi.class);
    static final int UTF8 = 1, GB18030 = 2, ITEM_ID = 1, ITEM_NAME = 2, ITEM_RESPONSIBLE = 5;
    static final int MATTER_NAME = 2, TOWNSHIP_NAME = 1;
    /** The list that is built in. */
    static final Pointer BUILT_IN = null;

    static String itemText(Pointer list, int item, int which) {
        byte[] buffer = new byte[1024];
        NativeLong capacity = new NativeLong(buffer.length);
        int status = LVZHI.lvzhi_item_text(list, item, which, UTF8, buffer, capacity, new NativeLongByReference());
        return status == 0 ? Native.toString(buffer, "UTF-8") : "-";
    }

    static String ask(byte[] question, int encoding) {
        NativeLong length = new NativeLong(question.length);
        int verdict = LVZHI.lvzhi_verdict_of(BUILT_IN, question, length, encoding);
        if (verdict < 0) {
            throw new IllegalArgumentException("status " + verdict);
        }
        // No item where the verdict is 清单外 or 待定; its texts are "-" then.
        int item = LVZHI.lvzhi_item_of(BUILT_IN, question, length, encoding);
        return verdict + " " + itemText(BUILT_IN, item, ITEM_ID) + " " + itemText(BUILT_IN, item, ITEM_RESPONSIBLE);
    }

    /** The list of another township. */
    static final class DutyList implements AutoCloseable {
        private final Pointer handle;

        DutyList(String path) throws IOException {
            byte[] name = path.getBytes(StandardCharsets.UTF_8), problem = new byte[1024];
            NativeLong length = new NativeLong(name.length);
            PointerByReference opened = new PointerByReference();
            int status = LVZHI.lvzhi_list_open(name, length, UTF8, opened);
            if (status != 0) {
                NativeLong capacity = new NativeLong(problem.length);
                LVZHI.lvzhi_list_problem(name, length, UTF8, problem, capacity, new NativeLongByReference());
                throw new IOException(status + " " + Native.toString(problem, "UTF-8"));
            }
            handle = opened.getValue();
        }

        String township() {
            Text name = new Text();
            check(LVZHI.lvzhi_township_text(handle, TOWNSHIP_NAME, name));
            return name.data.getString(0, "UTF-8");
        }

        String item(String id) {
            byte[] text = id.getBytes(StandardCharsets.UTF_8);
            IntByReference item = new IntByReference();
            check(LVZHI.lvzhi_item_by_id(handle, text, new NativeLong(text.length), UTF8, item));
            return itemText(handle, item.getValue(), ITEM_NAME);
        }

        /** The verdict, and the matter that the question is about. */
        String classify(String question) {
            byte[] text = question.getBytes(StandardCharsets.UTF_8), matter = new byte[256];
            NativeLongByReference needed = new NativeLongByReference();
            Answer answer = new Answer();
            answer.structSize = answer.size();
            NativeLong length = new NativeLong(text.length), capacity = new NativeLong(matter.length);
            check(LVZHI.lvzhi_classify(handle, text, length, UTF8, null, answer, null, new NativeLong(0), needed));
            check(LVZHI.lvzhi_matter_text(answer.matter, MATTER_NAME, UTF8, matter, capacity, needed));
            return answer.verdict + " " + Native.toString(matter, "UTF-8");
        }

        @Override
        public void close() {
            LVZHI.lvzhi_list_close(handle);
        }

        private static void check(int status) {
            if (status != 0) {
                throw new IllegalArgumentException("status " + status);
            }
        }
    }

    public static void main(String[] names) throws IOException {
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        Charset[] charsets = {StandardCharsets.UTF_8, Charset.forName("GB18030")};
        int number = 0;
        for (int n = 0; n < 2; n++) {
            for (String line : Files.readAllLines(Paths.get(names[n]), charsets[n])) {
                // The bytes go as they are in the file.
                out.println(++number + " " + ask(line.getBytes(charsets[n]), n == 0 ? UTF8 : GB18030));
            }
        }
        try (DutyList list = new DutyList(names[2])) {
            out.println(list.township() + "\n" + list.item("C012") + "\n" + list.classify("老板欠我们工钱不给"));
        }
        try (DutyList list = new DutyList(names[0])) {
            out.println(list.township());
        } catch (IOException notAList) { // questions are none
            out.println(notAList.getMessage());
        }
    }
}
