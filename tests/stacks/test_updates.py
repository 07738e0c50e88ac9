"""Every option can be changed on a deployed platform: CloudFormation would refuse none of it."""

import pytest

from local_aws.updates import refused
from tests.stacks.assemblies import Assembly
from tests.stacks.options import AT_FIRST, BASE, all_changed, changed, options
from tests.stacks.variants import synthesize_variants

pytestmark = pytest.mark.infra


def test_an_update_of_every_option_at_once_is_accepted(prod, all_options_changed):
    before, after = prod.templates(), all_options_changed.templates()
    assert len(all_changed()) > 50
    assert refused(before, after) == []
    assert refused(after, before) == []


@pytest.mark.slow
@pytest.mark.parametrize("part", range(6))
def test_an_update_of_each_option_alone_is_accepted(tmp_path, packages, part):
    names = list(options())[part::6]
    contexts = {"before": BASE} | {name: changed(name) for name in names}
    synthesize_variants(tmp_path, packages, contexts, few=True)
    made = {name: Assembly(tmp_path / name).templates() for name in contexts}
    problems = {
        name: [
            *refused(made["before"], made[name]),
            *(f"back: {problem}" for problem in refused(made[name], made["before"])),
        ]
        for name in names
    }
    assert {name for name, found in problems.items() if found} == AT_FIRST.keys() & set(names), (
        problems
    )
    assert [name for name in names if made[name] == made["before"]] == []
