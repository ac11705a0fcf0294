# The oldest system that a file can run on, by what is written in it: versions of symbols, or the version of the subsystem and the functions
# of the system that it asks for. To be sourced.
# shellcheck shell=bash disable=SC2154

# What Rust and its libraries ask of Windows 8 and later, so far as is known: no list of the functions of Windows 7 is to be had here.
newer_than_7='api-ms-win-[-a-z0-9]*|bcryptprimitives|ProcessPrng|WaitOnAddress|WakeByAddress(Single|All)|GetSystemTimePreciseAsFileTime'
newer_than_7+='|GetTempPath2W|SetThreadDescription|GetThreadDescription|GetCurrentThreadStackLimits|CreateFile2|PrefetchVirtualMemory'
newer_than_7+='|QueryInterruptTimePrecise|QueryUnbiasedInterruptTimePrecise|PathCchCanonicalizeEx|GetFileInformationByName'

# oldest TARGET FILE...: tells, and fails where a file asks for more than the target promises.
oldest() {
    local target=$1 file newest
    shift
    describe "$target"
    for file in "$@"; do
        [ -f "$file" ] || continue
        case $target in
        *-linux-gnu)
            newest=$("${tools}objdump" -T "$file" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -n 1)
            echo "$(basename "$file"): needs $newest at most; $(stat -Lc %s "$file") bytes"
            [ "$(printf '%s\n' "GLIBC_$glibc" "$newest" | sort -V | tail -n 1)" = "GLIBC_$glibc" ] || return 1
            ;;
        *-linux-musl)
            ! readelf -d "$file" 2> /dev/null | grep -q NEEDED || { echo "$file is not in one piece" >&2; return 1; }
            echo "$(basename "$file"): in one piece; $(stat -Lc %s "$file") bytes"
            ;;
        *-windows-*)
            "${tools}objdump" -p "$file" > "$work/headers"
            echo "$(basename "$file"): subsystem $(awk '/MajorSubsystemVersion/ { a = $2 } /MinorSubsystemVersion/ { print a "." $2 }' "$work/headers");" \
                "asks $(awk '/DLL Name:/ { print tolower($3) }' "$work/headers" | sort -u | tr '\n' ' '); $(stat -Lc %s "$file") bytes"
            # Nothing of mingw, which no other machine has.
            ! grep -qiE 'DLL Name: (lib|.*pthread)' "$work/headers" || { echo "$file asks for a library of mingw" >&2; return 1; }
            [[ $target != *-win7-* ]] || ! grep -iwE "$newer_than_7" "$work/headers" >&2 || { echo "$file asks for what Windows 7 has not" >&2; return 1; }
            ;;
        esac
    done
}
