// C#: bytes in, a caller's buffer out. On Windows the library is lvzhi.dll, found by the same name.
using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

static class Ask {
    [StructLayout(LayoutKind.Sequential)]
    struct Answer { public uint StructSize; public int Verdict; public int ConfidenceE4; }

    [StructLayout(LayoutKind.Sequential)]
    struct Match { public int Item; public int ScoreE4; public int ConfidenceE4; }

    [DllImport("lvzhi")]
    static extern int lvzhi_classify(byte[] text, UIntPtr len, int encoding, IntPtr options, ref Answer answer,
        [Out] Match[] matches, UIntPtr capacity, out UIntPtr count);

    [DllImport("lvzhi")]
    static extern int lvzhi_item_text(int item, int which, int encoding, byte[] buffer, UIntPtr capacity, out UIntPtr needed);

    const int Utf8 = 1, Gb18030 = 2, Utf16le = 3, ItemId = 1, ItemResponsible = 5;
    const int Unlisted = 4, Unclear = 5;

    // Strings of .NET are UTF-16.
    static string ItemText(int item, int which) {
        var buffer = new byte[1024];
        UIntPtr needed;
        int status = lvzhi_item_text(item, which, Utf16le, buffer, (UIntPtr)buffer.Length, out needed);
        return status == 0 ? Encoding.Unicode.GetString(buffer, 0, (int)needed - 2) : "-";
    }

    static string Answered(byte[] question, int encoding) {
        var answer = new Answer { StructSize = (uint)Marshal.SizeOf(typeof(Answer)) };
        var matches = new Match[3];
        UIntPtr count;
        int status = lvzhi_classify(question, (UIntPtr)question.Length, encoding, IntPtr.Zero, ref answer, matches,
            (UIntPtr)matches.Length, out count);
        if (status != 0) { throw new ArgumentException("status " + status); }
        // Of an unlisted or unclear matter the matches are no more than candidates.
        if (answer.Verdict == Unlisted || answer.Verdict == Unclear) { return answer.Verdict + " - -"; }
        return answer.Verdict + " " + ItemText(matches[0].Item, ItemId) + " " + ItemText(matches[0].Item, ItemResponsible);
    }

    static void Main(string[] names) {
        var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        int number = 0;
        for (int n = 0; n < 2; n++) {
            var bytes = File.ReadAllBytes(names[n]);
            int start = 0;
            for (int at = 0; at < bytes.Length; at++) {
                if (bytes[at] != (byte)'\n') { continue; }
                var line = new byte[at - start];
                Array.Copy(bytes, start, line, 0, line.Length);
                start = at + 1;
                output.Write(++number + " " + Answered(line, n == 0 ? Utf8 : Gb18030) + "\n");
            }
        }
        output.Flush();
    }
}
