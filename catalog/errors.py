"""What can go wrong, as types. The first line of a docstring is the default message."""


class CatalogError(Exception):
    """The catalog could not do what was asked."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").partition("\n")[0])


class UsageError(CatalogError):
    """The command was asked for something that cannot be.

    Found before any work was done; the command line ends with exit code 2.
    """


class ForbiddenError(UsageError):
    """That place may not be read or written with the rights that we have."""


class RetriableError(CatalogError):
    """A passing fault: the same request may succeed later.

    Args:
        message: what happened, without secrets.
        retry_after: seconds that the other side asked us to wait, if it did.
    """

    def __init__(self, message: str | None = None, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class BrokenOffError(RetriableError):
    """The connection broke, or the answer ended too early."""


class NotFoundError(CatalogError):
    """There is nothing at that place."""


class ChangedError(CatalogError):
    """The file changed while it was read."""


class PageTooSlowError(CatalogError):
    """A page took more than its time."""


class RecordRejected(CatalogError):
    """The record was understood and is not wanted.

    Args:
        reason: one of a small set of snake_case words, by which rejections are counted.
        detail: what was found, for a person; never a whole payload.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail
