"""What `make package` prepared: code and wheels, as directories that become assets."""

from dataclasses import dataclass
from pathlib import Path

from stacks.config_types import ConfigError

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Packages:
    """The directory with the prepared artifacts.

    Attributes:
        root: holds `layer-code` and `layer-dependencies` (each with `python/`), `emr` and `glue`.
    """

    root: Path

    @property
    def layers(self) -> dict[str, Path]:
        """Directories of the Lambda layers, by name: what changes seldom apart from the rest."""
        return {"Dependencies": self._at("layer-dependencies"), "Code": self._at("layer-code")}

    @property
    def emr(self) -> Path:
        """Archives for EMR's nodes (arm64, Python 3.11) and the bootstrap script beside them."""
        return self._at("emr")

    @property
    def glue(self) -> Path:
        """Wheels for Glue (x86-64, Python 3.11)."""
        return self._at("glue")

    def _at(self, name: str) -> Path:
        path = self.root / name
        if not path.is_dir():
            raise ConfigError(f"{path} is not there: run `make package` first.")
        return path
