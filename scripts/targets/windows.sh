# Windows under Wine: a prefix of its own, with the code page of a Chinese system. To be sourced.
# shellcheck shell=bash disable=SC2016,SC2034,SC2154,SC2164 # the caller stops at the first failure

wine_locale=''

# Wine takes the code pages from the locale, which Debian makes on request.
start_wine() {
    export WINEPREFIX=$work/wine-${1%%-*} WINEDEBUG=-all
    if [ -z "$wine_locale" ] && try_install locales && localedef -i zh_CN -f UTF-8 "$work/zh_CN.UTF-8"; then
        wine_locale=zh_CN.UTF-8
    fi
    [ -z "$wine_locale" ] || export LOCPATH=$work
    [ -d "$WINEPREFIX" ] || LC_ALL=${wine_locale:-C.UTF-8} "${runner[@]}" wineboot --init > "$work/log" 2>&1 || true
}

stop_wine() {
    for prefix in "$work"/wine-*; do
        [ ! -d "$prefix" ] || WINEPREFIX=$prefix wineserver -k > /dev/null 2>&1 || true
    done
    if [ -n "${WINE32_ROOT:-}" ] && mountpoint -q "$WINE32_ROOT$work"; then
        chroot "$WINE32_ROOT" env WINEPREFIX="$work/wine-i686" wineserver -k > /dev/null 2>&1 || true
        umount "$WINE32_ROOT/proc" || true
        umount "$WINE32_ROOT$work" && rmdir "$WINE32_ROOT$work"
    fi
}

# 32-bit programs: wine32 of the foreign architecture i386, or, in WINE32_ROOT, a folder with a Debian of that architecture (debootstrap).
wine32() {
    if [ -x /usr/lib/wine/wine ]; then
        runner=(/usr/lib/wine/wine)
    elif [ -n "${WINE32_ROOT:-}" ]; then
        runner=(in_wine32_root)
    else
        reason='no wine32: dpkg --add-architecture i386 and install wine32; or debootstrap --arch=i386 --variant=minbase --include=wine,wine32 bookworm FOLDER and WINE32_ROOT=FOLDER'
        return 1
    fi
}

# In the folder of a Debian for i386, which sees the work folder at the same place.
in_wine32_root() {
    local inside=$WINE32_ROOT$work
    mkdir -p "$inside"
    mountpoint -q "$inside" || mount --bind "$work" "$inside"
    # Wine looks there for itself.
    mountpoint -q "$WINE32_ROOT/proc" || mount -t proc proc "$WINE32_ROOT/proc"
    chroot "$WINE32_ROOT" sh -c 'cd "$1" && shift && exec /usr/lib/wine/wine "$@"' sh "$PWD" "$@"
}

# What the command asks of Windows 10 and Wine has from version 9 on, into this folder.
old_wine() {
    [ -e "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" ] \
        || "${compiler[@]}" -shared -o bcryptprimitives.dll "$root/scripts/targets/prng.c" -Wl,--kill-at -ladvapi32
}

# in_terminal run COMMAND...
in_terminal() {
    shift
    local words
    words=$(declare -f in_wine32_root || true)
    words+="; $(declare -p work runner); $(printf '%q ' "${runner[@]}" "$@")"
    SHELL=/bin/bash script --quiet --return --command "$words" /dev/null < /dev/null > "$work/terminal"
}

# What the command writes where its output is redirected, by the code page of the console: 936 and 65001, and JSON always in UTF-8.
try_code_pages() {
    local page
    [ -n "$wine_locale" ] || { skip "$1: code pages, the locale zh_CN.UTF-8 cannot be made"; return 0; }
    for page in 936 65001; do
        cat > pages.bat <<BATCH
@chcp $page > nul
@lvzhi.exe show B001 > shown-$page.txt
@lvzhi.exe show B001 | more > more-$page.txt
@lvzhi.exe show X > nul 2> refused-$page.txt
@lvzhi.exe --help > help-$page.txt
@lvzhi.exe show --json B001 > json-$page.txt
BATCH
        # Wine makes a console, and with it code pages, where it finds a terminal.
        LC_ALL=$wine_locale in_terminal run cmd.exe /c pages.bat
    done
    local encoding
    "$here/lvzhi" show B001 > expected
    for page in 936 65001; do
        encoding=UTF-8
        [ $page = 65001 ] || encoding=GB18030
        iconv -f $encoding -t UTF-8 shown-$page.txt | diff - expected
        iconv -f $encoding -t UTF-8 help-$page.txt | grep -q '(履职)'
        iconv -f $encoding -t UTF-8 refused-$page.txt | grep -q 没有
        "$here/lvzhi" show --json B001 | diff <(tr -d '\r' < json-$page.txt) -
        echo "redirected with code page $page: $encoding; JSON in UTF-8"
    done
}

# lvzhi_stdcall.dll, by a C program that calls it as VB6 does: every function that the .bas file declares is there under its plain name, the
# answer is the same, and the stack is as it was, a thousand times.
try_stdcall() {
    local tree=$1
    cp "$root/scripts/targets/stdcall.c" "$tree/bin"
    grep -o 'Function lvzhi_[a-z0-9_]*' "$tree/declare/lvzhi_vb6.bas" | sed 's/.*/NAME(&)/; s/Function //' > "$tree/bin/names.h"
    [ "$(wc -l < "$tree/bin/names.h")" = "$(wc -l < "$root/crates/ffi/symbols.txt")" ]
    cd "$tree/bin"
    "${compiler[@]}" -std=gnu99 -Wall -Wextra -Werror -O0 -o stdcall.exe stdcall.c
    run ./stdcall.exe > answer.txt
    same answer.txt
    echo "lvzhi_stdcall.dll: $(wc -l < names.h) functions, the same answer"
    cd "$root"
}
