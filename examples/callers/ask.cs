// C#: bytes in, a caller's buffer out; then the list of another township. On Windows the library is lvzhi.dll,
// found by the same name.
using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

static class Ask {
    [StructLayout(LayoutKind.Sequential)]
    struct Answer { public uint StructSize; public int Verdict; public int ConfidenceE4; public int Matter; public int Reason; public int Elsewhere; }

    [StructLayout(LayoutKind.Sequential)]
    struct Match { public int Item; public int ScoreE4; public int ConfidenceE4; public int Matter; }

    [StructLayout(LayoutKind.Sequential)]
    struct Text { public IntPtr Data; public UIntPtr Len; }

    // Closed by `using`, and never while a call on another thread still has it.
    sealed class DutyList : SafeHandleZeroOrMinusOneIsInvalid {
        public static readonly DutyList BuiltIn = new DutyList();
        DutyList() : base(true) { }
        protected override bool ReleaseHandle() { return lvzhi_list_close(handle) == 0; }
    }

    [DllImport("lvzhi", CallingConvention = CallingConvention.Cdecl)]
    static extern int lvzhi_classify(DutyList list, byte[] text, UIntPtr len, int encoding, IntPtr options,
        ref Answer answer, [Out] Match[] matches, UIntPtr capacity, out UIntPtr count);

    [DllImport("lvzhi", CallingConvention = CallingConvention.Cdecl)]
    static extern int lvzhi_item_text(DutyList list, int item, int which, int encoding, byte[] buffer, UIntPtr capacity,
        out UIntPtr needed);

    [DllImport("lvzhi", CallingConvention = CallingConvention.Cdecl)]
    static extern int lvzhi_item_by_id(DutyList list, byte[] text, UIntPtr len, int encoding, out int item);

    [DllImport("lvzhi", CallingConvention = CallingConvention.Cdecl)]
    static extern int lvzhi_matter_text(int matter, int which, int encoding, byte[] buffer, UIntPtr capacity, out UIntPtr needed);

    [DllImport("lvzhi", CallingConvention = CallingConvention.Cdecl)]
    static extern int lvzhi_township_text(DutyList list, int which, out Text text);

    [DllImport("lvzhi", CallingConvention = CallingConvention.Cdecl)]
    static extern int lvzhi_list_open(byte[] path, UIntPtr len, int encoding, out DutyList list);

    [DllImport("lvzhi", CallingConvention = CallingConvention.Cdecl)]
    static extern int lvzhi_list_problem(byte[] path, UIntPtr len, int encoding, byte[] buffer, UIntPtr capacity,
        out UIntPtr needed);

    [DllImport("lvzhi", CallingConvention = CallingConvention.Cdecl)]
    static extern int lvzhi_list_close(IntPtr list);

    const int Utf8 = 1, Gb18030 = 2, Utf16le = 3, ItemId = 1, ItemName = 2, ItemResponsible = 5;
    const int MatterName = 2, TownshipName = 1, Unlisted = 4, Unclear = 5;

    // Strings of .NET are UTF-16.
    static string ItemText(DutyList list, int item, int which) {
        var buffer = new byte[1024];
        UIntPtr needed;
        int status = lvzhi_item_text(list, item, which, Utf16le, buffer, (UIntPtr)buffer.Length, out needed);
        return status == 0 ? Encoding.Unicode.GetString(buffer, 0, (int)needed - 2) : "-";
    }

    static string Answered(byte[] question, int encoding) {
        var answer = new Answer { StructSize = (uint)Marshal.SizeOf(typeof(Answer)) };
        var matches = new Match[3];
        UIntPtr count;
        int status = lvzhi_classify(DutyList.BuiltIn, question, (UIntPtr)question.Length, encoding, IntPtr.Zero, ref answer,
            matches, (UIntPtr)matches.Length, out count);
        Check(status);
        // Of an unlisted or unclear matter the matches are no more than candidates.
        if (answer.Verdict == Unlisted || answer.Verdict == Unclear) { return answer.Verdict + " - -"; }
        string id = ItemText(DutyList.BuiltIn, matches[0].Item, ItemId);
        return answer.Verdict + " " + id + " " + ItemText(DutyList.BuiltIn, matches[0].Item, ItemResponsible);
    }

    static DutyList Open(string path) {
        var name = Encoding.Unicode.GetBytes(path);
        DutyList list;
        int status = lvzhi_list_open(name, (UIntPtr)name.Length, Utf16le, out list);
        if (status == 0) { return list; }
        var buffer = new byte[2048];
        UIntPtr needed;
        lvzhi_list_problem(name, (UIntPtr)name.Length, Utf16le, buffer, (UIntPtr)buffer.Length, out needed);
        throw new InvalidDataException(status + " " + Encoding.Unicode.GetString(buffer).TrimEnd('\0'));
    }

    static void Check(int status) {
        if (status != 0) { throw new ArgumentException("status " + status); }
    }

    // Its township, an item, and a question with the matter that it is about.
    static string AskedOther(DutyList list) {
        Text township;
        Check(lvzhi_township_text(list, TownshipName, out township));
        var name = new byte[(int)township.Len];
        Marshal.Copy(township.Data, name, 0, name.Length);
        var id = Encoding.Unicode.GetBytes("C012");
        int item;
        Check(lvzhi_item_by_id(list, id, (UIntPtr)id.Length, Utf16le, out item));
        var question = Encoding.Unicode.GetBytes("老板欠我们工钱不给");
        var answer = new Answer { StructSize = (uint)Marshal.SizeOf(typeof(Answer)) };
        UIntPtr needed;
        Check(lvzhi_classify(list, question, (UIntPtr)question.Length, Utf16le, IntPtr.Zero, ref answer, null,
            UIntPtr.Zero, out needed));
        var matter = new byte[512];
        Check(lvzhi_matter_text(answer.Matter, MatterName, Utf16le, matter, (UIntPtr)matter.Length, out needed));
        return Encoding.UTF8.GetString(name) + "\n" + ItemText(list, item, ItemName) + "\n" + answer.Verdict + " "
            + Encoding.Unicode.GetString(matter, 0, (int)needed - 2);
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
        using (var list = Open(names[2])) { output.Write(AskedOther(list) + "\n"); }
        try {
            Open(names[0]).Dispose();
        } catch (InvalidDataException error) { // questions are no list
            output.Write(error.Message + "\n");
        }
        output.Flush();
    }
}
