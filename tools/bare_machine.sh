#!/usr/bin/env bash
# Runs a command as on a machine that has only Python: no LibreOffice, uno, poppler, Node.js, git or
# fonts. Linux, as root; nothing outside of the command sees a difference.
set -euo pipefail
if [ "${1:-}" != --inside ]; then
  exec unshare -m "$0" --inside "$@"
fi
shift
mount --make-rprivate /
work=$(mktemp -d)
mkdir "$work/empty"
: >"$work/nothing"
echo 'raise ImportError("No module named uno")' >"$work/uno.py"
for folder in /usr/lib/libreoffice /opt/libreoffice* /usr/share/fonts; do
  if [ -d "$folder" ]; then mount --bind "$work/empty" "$folder"; fi
done
if [ -e /usr/lib/python3/dist-packages/uno.py ]; then
  mount --bind "$work/uno.py" /usr/lib/python3/dist-packages/uno.py
fi
for program in /usr/bin/pdf* /usr/bin/node* /usr/bin/npm /usr/bin/npx /usr/bin/fc-* /usr/bin/git; do
  if [ -f "$program" ]; then mount --bind "$work/nothing" "$(readlink -f "$program")"; fi
done
exec "$@"
