#!/bin/sh
# Installs a requirements file into .venv, held to constraints.txt. Makes .venv first where there is none that runs,
# with $PYTHON if it is given, else with the first Python 3.11 or newer that runs and can make environments.
set -eu
requirements=$1

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
makes_environments() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

# A name may exist and not run (a version manager's stand-in), so each candidate is tried, not looked up.
# 3.11 and 3.13 are the versions that constraints.txt is proved with; a newer python3 comes last.
find_python() {
    without_venv=
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
        new_enough "$candidate" || continue
        if makes_environments "$candidate"; then
            echo "$candidate"
            return
        fi
        without_venv=$candidate
    done
    if [ -n "$without_venv" ]; then
        echo "$without_venv lacks the module venv. On Debian and Ubuntu: apt install python3-venv" >&2
    elif [ -n "${PYTHON:-}" ]; then
        echo "PYTHON=$PYTHON is no Python 3.11 or newer that runs." >&2
    else
        echo "Python 3.11 or newer is needed and none was found. Install it, or name it: make run PYTHON=..." >&2
    fi
    return 1
}

if ! new_enough .venv/bin/python || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    echo "Making .venv with $("$python" --version) ..."
    "$python" -m venv --clear .venv
fi
echo "Installing $requirements into .venv (a minute or two the first time) ..."
# Twice quiet: only errors are told.
.venv/bin/python -m pip install -qq --disable-pip-version-check -r "$requirements" -c constraints.txt
