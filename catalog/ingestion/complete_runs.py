"""Which landing folders hold a provider's whole list, by the verdict of the run that wrote them."""

from collections.abc import Iterator
from typing import NamedTuple

from catalog.files import storage
from catalog.ingestion.run_state import open_states, read_state, state_uri
from catalog.landing import landing_folder
from catalog.providers.base import Provider
from catalog.records import MediaType


class WholeList(NamedTuple):
    """One landing folder of a complete run.

    Attributes:
        provider: as the database's column has it.
        batch: the folder below the landing zone, by which loads know it.
        files: its landing files.
    """

    media_type: MediaType
    provider: str
    batch: str
    files: list[str]


def whole_lists(output: str, provider: Provider) -> Iterator[WholeList]:
    """Yield the folders of a provider's newest run, if it is complete and read the whole list.

    A dated provider is asked day by day: no run of its is a whole list. Nor is one that left
    something for another run to get, or whose gaps were accepted.
    """
    if provider.dated or provider.bulk:
        return
    state = read_state(state_uri(output, provider.name, day=None, name="page"))
    if state is None or state.status != "done" or any(open_states(output, provider.name)):
        return
    for media_type, slug in provider.media.items():
        batch = landing_folder(media_type, slug, day=state.day)
        folder = storage.join(output, batch)
        files = [uri for uri in storage.iter_files(folder, ".parquet") if "/part-" not in uri]
        yield WholeList(media_type, slug, batch, files)
