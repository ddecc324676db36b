# Sourced by script/server and script/test: folders, prerequisites, virtual environment,
# translations. Everything it writes lies under var/ (PORTAL_VAR moves it). A step whose input has
# not changed since it last worked is skipped: its stamp under var/stamps tells.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

ROOT=$PWD
mkdir -p "${PORTAL_VAR:=var}"
VAR=$(cd "$PORTAL_VAR" && pwd)
VENV=$VAR/venv
PYTHON=$VENV/bin/python
mkdir -p "$VAR/logs" "$VAR/stamps" "$VAR/tmp" "$VAR/cache"

export PORTAL_VAR=$VAR TMPDIR=$VAR/tmp PYTHONPYCACHEPREFIX=$VAR/cache/python
unset PYTHONDONTWRITEBYTECODE # compiled modules go to var, and without them a start takes twice as long
export PIP_CACHE_DIR=${PIP_CACHE_DIR:-$VAR/cache/pip} PIP_DISABLE_PIP_VERSION_CHECK=1

CHILDREN=() # process groups to end with this script

say() { printf '%s\n' "$*"; }
fail() {
    say "$*" >&2
    exit 1
}

# Ends what this script started, then the script itself with status $1.
stop() {
    trap - INT TERM
    local child
    for child in "${CHILDREN[@]}"; do kill -TERM -- "-$child" 2>/dev/null || true; done
    wait || true
    exit "$1"
}
trap 'stop 130' INT
trap 'stop 143' TERM

seconds() { awk -v from="$1" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.1f", to - from }'; }

# step TITLE COMMAND…: one long step; its output goes to a log that is shown when it fails.
step() {
    local title=$1 began=$EPOCHREALTIME status=0 log child ticker
    log=$VAR/logs/$(tr -cs 'a-zA-Z0-9\n' '-' <<<"$title").log
    shift
    say "→ $title …"
    setsid "$@" >"$log" 2>&1 </dev/null &
    child=$!
    setsid bash -c "while sleep 10; do echo \"  … \$(tail -n 1 '$log' | cut -c 1-90)\"; done" &
    ticker=$!
    CHILDREN+=("$child" "$ticker")
    wait "$child" || status=$?
    kill -TERM -- "-$ticker" 2>/dev/null || true
    wait "$ticker" 2>/dev/null || true
    if [ "$status" != 0 ]; then
        tail -n 40 "$log" >&2
        say "✗ $title failed after $(seconds "$began") s; all of it: $log" >&2
        return "$status"
    fi
    say "✓ $title $(seconds "$began") s"
}

# once NAME FINGERPRINT TITLE COMMAND…: a step that is skipped while the fingerprint stays the same.
once() {
    local stamp=$VAR/stamps/$1 fingerprint=$2
    shift 2
    if [ "$(cat "$stamp" 2>/dev/null)" = "$fingerprint" ]; then return 0; fi
    step "$@" || return
    printf '%s\n' "$fingerprint" >"$stamp"
}

# install PACKAGE…: Debian packages, as root or by sudo without a question; else says what to type.
install() {
    local sudo=()
    if [ "$(id -u)" != 0 ]; then sudo=(sudo -n); fi
    if ! command -v apt-get >/dev/null || ! "${sudo[@]}" true 2>/dev/null; then
        say "Missing: $*. Type: sudo apt-get install $*" >&2
        return 1
    fi
    step "Install $*" "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive bash -c \
        'apt-get update -q && apt-get install -q -y --no-install-recommends "$@"' - "$@"
}

# have COMMAND PACKAGE…: true when the command is there or could be installed.
have() {
    local wanted=$1
    shift
    command -v "$wanted" >/dev/null || { install "$@" && command -v "$wanted" >/dev/null; }
}

# have_chinese_font: share cards and photographs of pages need one.
have_chinese_font() {
    fc-list :lang=zh 2>/dev/null | grep -q . || install fonts-noto-cjk fontconfig
}

# have_browser: Chromium, a Chinese font, and what the driver of the browser tests is linked to.
have_browser() {
    have chromium chromium || return
    have_chinese_font || return
    "$VENV"/lib/python3*/site-packages/playwright/driver/node --version >/dev/null 2>&1 ||
        install libatomic1
}

find_python() {
    local candidate
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

make_venv() {
    local python
    if [ -x "$PYTHON" ] && "$PYTHON" -c '' 2>/dev/null; then return; fi
    python=$(find_python) || { install python3 && python=$(find_python); } ||
        fail "Python 3.11 or newer is needed."
    "$python" -c 'import ensurepip, venv' 2>/dev/null || install python3-venv ||
        fail "Python's venv module is needed."
    step "Make the virtual environment" "$python" -m venv --clear "$VENV"
    rm -f "$VAR"/stamps/requirements-*
}

# python_packages LOCK: what requirements/LOCK.txt pins, every file checked against its hash.
python_packages() {
    local lock=requirements/$1.txt
    once "requirements-$1" "$(sha256sum <"$lock")" "Install Python packages" \
        "$PYTHON" -m pip install --require-hashes --no-compile --progress-bar off -r "$lock"
}

translations() {
    local source name target
    for source in locale/{,wagtail/}*/LC_MESSAGES/*.po; do
        [ -e "$source" ] || continue
        name=${source%.po}
        target=$VAR/$name.mo
        mkdir -p "$(dirname "$target")"
        once "translations-${name//\//-}" "$(sha256sum <"$source")" "Compile ${name#locale/}" \
            msgfmt --check-format -o "$target" "$source"
    done
}
