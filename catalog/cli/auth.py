"""`catalog auth freesound`: get a provider's OAuth tokens, once."""

import click

from catalog.cli.output import say
from catalog.errors import UsageError
from catalog.files.http import new_session
from catalog.ingestion.oauth import authorization_url, exchange, store_for
from catalog.providers import registry
from catalog.settings import load_settings


@click.command()
@click.argument("name", metavar="PROVIDER")
@click.option("--code", help="The code, if you have it already.")
def auth(name: str, code: str | None) -> None:
    """Exchange a code that PROVIDER gives you in the browser for tokens, and keep them.

    The tokens are kept in Secrets Manager where CATALOG_SECRETS_PREFIX is set, else in a file of
    .catalog/tokens that only you can read. They are never printed.
    """
    oauth = registry.provider(name).oauth
    if oauth is None:
        raise UsageError(f"{name} needs no OAuth2 tokens")
    if not code:
        click.echo(
            f"Open this page, allow it, and copy the code:\n{authorization_url(oauth)}", err=True
        )
        code = click.prompt("code", hide_input=True, err=True)
    tokens = exchange(oauth, str(code), new_session(load_settings().user_agent))
    store_for(oauth).write(tokens)
    say(f"the tokens of {name} are kept")
