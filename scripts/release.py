"""Makes a release of what is committed: checks, wheel, notes and a tag; pushes nothing.

python -m scripts.release [--dry-run]
"""

import argparse
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "build" / "release"


def version() -> str:
    """Return the version, which pyproject.toml, CITATION.cff and the changes must agree on.

    Raises:
        SystemExit: they do not.
    """
    found = str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])
    cited = re.search(r"^version: (\S+)$", (ROOT / "CITATION.cff").read_text(), re.MULTILINE)
    if not cited or cited[1] != found:
        sys.exit(f"CITATION.cff must have version: {found}")
    return found


def notes(of: str, changes: str) -> str:
    r"""Return what the changes say of a version.

    >>> notes("0.2.0", "# Changes\n## 0.2.0 - 2026-12-01\n- New.\n## 0.1.0\n- First.\n")
    '- New.'

    Raises:
        SystemExit: they say nothing.
    """
    parts = re.split(r"^## ", changes, flags=re.MULTILINE)
    for part in parts[1:]:
        heading, _, text = part.partition("\n")
        if heading.split()[0].strip("[]") == of and text.strip():
            return text.strip()
    sys.exit(f"CHANGELOG.md has no heading '## {of}' with changes below it")


def run(*command: str) -> str:
    """Run a program in the project's folder; return what it printed."""
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed; nothing was tagged")
    return done.stdout.strip()


def main() -> None:
    """Check, build, tag; with --dry-run say what would be done."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--dry-run", action="store_true", help="check the version only")
    dry_run = parser.parse_args().dry_run
    number = version()
    text = notes(number, (ROOT / "CHANGELOG.md").read_text())
    if run("git", "status", "--porcelain"):
        sys.exit("there are changes that are not committed")
    if run("git", "tag", "--list", f"v{number}"):
        sys.exit(f"v{number} exists; set the next version")
    if dry_run:
        print(f"would check everything, build the wheel and tag v{number}:\n\n{text}")
        return
    for target in ("lint", "test", "proof"):
        subprocess.run(["make", target], cwd=ROOT, check=True)
    OUTPUT.mkdir(parents=True, exist_ok=True)
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", str(OUTPUT), ".")
    (OUTPUT / f"v{number}.md").write_text(f"{text}\n")
    run("git", "tag", "--annotate", f"v{number}", "--message", f"v{number}\n\n{text}")
    print(
        f"the wheel and v{number}.md are in {OUTPUT.relative_to(ROOT)}; `git push --tags` publishes"
    )


if __name__ == "__main__":
    main()
