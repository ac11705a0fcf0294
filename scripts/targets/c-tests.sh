# The C tests of crates/ffi on a target, linked to its static library, and with them the conformance file. To be sourced.
# shellcheck shell=bash disable=SC2154,SC2164 # the caller stops at the first failure

# c_tests TARGET TREE: the inputs are files of this machine, for all targets the same.
c_tests() {
    local target=$1 tree=$2 libraries test
    jansson "$target" || { skip "$target: C tests, $reason"; return 0; }
    prepare_inputs
    read -ra libraries <<< "$(cat "$tree/share/lvzhi/system-libraries.txt")"
    mkdir -p "$work/tests"
    for test in walk queries lookups bad_input absent lists; do
        "${compiler[@]}" "${whole[@]}" -std=c99 -D_POSIX_C_SOURCE=200112L -O1 -I "$tree/include" -I "$work/jansson-$target/include" \
            -o "$work/tests/$test$ending" "crates/ffi/tests/$test.c" "$tree/lib/liblvzhi.a" "$work/jansson-$target/libjansson.a" \
            "${libraries[@]}" -pthread
    done
    cd "$work/inputs"
    tried() {
        printf '%-10s' "$1"
        run "$work/tests/$1$ending" "${@:2}"
    }
    tried walk export.jsonl
    tried queries answers.jsonl 2
    tried lookups lookups.jsonl
    tried bad_input
    tried absent
    tried walk export-list.jsonl list.lvz
    tried queries answers-list.jsonl 2 list.lvz
    tried lists list.lvz matters.lvm . 20
    cd "$root"
}

# What the library in Rust says on this machine: the export and the answers of the built-in list and of another one.
prepare_inputs() {
    local in=$work/inputs answers=$here/examples/answers
    [ ! -d "$in" ] || return 0
    mkdir -p "$in"
    "$here/lvzhi" compile data/tongxi -o "$in/list.lvz" > /dev/null 2>&1
    cp data/matters/matters.lvm "$in"
    "$answers" export > "$in/export.jsonl"
    "$answers" export "$in/list.lvz" > "$in/export-list.jsonl"
    "$answers" data/eval/dev.jsonl "$in/list.lvz" > "$in/answers-list.jsonl"
    grep '^{"q":' data/conformance.jsonl > "$in/answers.jsonl"
    "$answers" data/eval/dev.jsonl >> "$in/answers.jsonl"
    grep -v '^{"q":' data/conformance.jsonl > "$in/lookups.jsonl"
}

# jansson TARGET: the reader of JSON that the tests use, from the sources that Debian has, into a folder of the target.
jansson() {
    local out=$work/jansson-$1 sources=$work/jansson-source file
    if [ ! -d "$sources" ]; then
        elsewhere "$sources" 'deb-src http://deb.debian.org/debian stable main'
        (cd "$sources" && apt-get "${apt[@]}" update && apt-get "${apt[@]}" --download-only source jansson && tar -xf jansson_*.orig.tar.*) \
            > "$work/log" 2>&1 || { reason='cannot fetch the sources of jansson'; rm -rf "$sources"; return 1; }
    fi
    mkdir -p "$out"
    logged cmake -S "$sources"/jansson-*/ -B "$out" "${for_cmake[@]}" -DJANSSON_EXAMPLES=OFF -DJANSSON_BUILD_DOCS=OFF \
        -DJANSSON_WITHOUT_TESTS=ON -DCMAKE_POLICY_VERSION_MINIMUM=3.5
    logged cmake --build "$out" --target jansson
    file=$(find "$out" -name 'libjansson*.a' | head -1)
    [ "$file" = "$out/libjansson.a" ] || cp "$file" "$out/libjansson.a"
}
