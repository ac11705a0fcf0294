// Java with JNA: bytes and lengths, no callbacks, no structs.
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.ptr.NativeLongByReference;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;

public final class Ask {
    /** size_t is NativeLong on Unix; on 64-bit Windows declare long. */
    public interface Lvzhi extends Library {
        int lvzhi_verdict_of(byte[] text, NativeLong len, int encoding);

        int lvzhi_item_of(byte[] text, NativeLong len, int encoding);

        int lvzhi_item_text(int item, int which, int encoding, byte[] buffer, NativeLong capacity, NativeLongByReference needed);
    }

    static final Lvzhi LVZHI = Native.load("lvzhi", Lvzhi.class);
    static final int UTF8 = 1, GB18030 = 2, ITEM_ID = 1, ITEM_RESPONSIBLE = 5;

    static String itemText(int item, int which) {
        byte[] buffer = new byte[512];
        int status = LVZHI.lvzhi_item_text(item, which, UTF8, buffer, new NativeLong(buffer.length), new NativeLongByReference());
        return status == 0 ? Native.toString(buffer, "UTF-8") : "-";
    }

    static String ask(byte[] question, int encoding) {
        NativeLong length = new NativeLong(question.length);
        int verdict = LVZHI.lvzhi_verdict_of(question, length, encoding);
        if (verdict < 0) {
            throw new IllegalArgumentException("status " + verdict);
        }
        // No item where the verdict is 清单外 or 待定; its texts are "-" then.
        int item = LVZHI.lvzhi_item_of(question, length, encoding);
        return verdict + " " + itemText(item, ITEM_ID) + " " + itemText(item, ITEM_RESPONSIBLE);
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
    }
}
