#!/bin/sh
# Installs Debian's Chromium for the browser tests where no Chromium is found.
# Where it cannot be installed, this fails in CI and says aloud elsewhere that those tests skip.
set -eu

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

as_root=""
if [ "$(id -u)" != 0 ]; then
    as_root="sudo -n"
fi

echo "No Chromium found; installing Debian's package for the browser tests."
if command -v apt-get >/dev/null 2>&1 \
    && $as_root apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium >/dev/null; then
    exit 0
fi

echo "Chromium could not be installed. Install it by hand (Debian: apt-get install chromium)." >&2
if [ "${CI:-}" = "true" ]; then
    exit 1
fi
echo "THE BROWSER TESTS WILL BE SKIPPED." >&2
