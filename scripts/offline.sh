# shellcheck shell=bash
# For scripts to source: builds without a network, as on a machine that never had one.
#
#   prepare_offline FOLDER     copies every dependency of the root's lock file into FOLDER
#   offline COMMAND...         runs the command with these alone, and with the network cut where the kernel allows that
#
# Cargo's own cache would hide a dependency that is missing, so CARGO_HOME is an empty folder with one setting in it.

prepare_offline() {
    mkdir -p "$1/cargo-home"
    # With --quiet it would not print the setting either.
    cargo vendor --locked --versioned-dirs "$1/vendor" > "$1/cargo-home/config.toml" 2> "$1/log" || { cat "$1/log" >&2; return 1; }
    offline=(env CARGO_HOME="$1/cargo-home" CARGO_NET_OFFLINE=true PIP_NO_INDEX=1)
    if unshare -rn true 2> /dev/null; then
        offline=(unshare -rn "${offline[@]}")
        # A namespace of its own has the loopback and no way out.
        [ "$(offline grep -c : /proc/net/dev)" = 1 ] || { echo "the network was not cut" >&2; return 1; }
        echo "the network is cut"
    else
        echo "unshare is refused here: cargo and pip are told to stay offline, but the network is not cut"
    fi
}

offline() {
    "${offline[@]}" "$@"
}
