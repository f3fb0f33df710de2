"""What can go wrong when a server is asked."""

from dragoman.graph.errors import DragomanError


class ServerUnreachable(DragomanError):
    """No server answers at the address, or its answer broke off or took too long."""


class ApiProblem(DragomanError):
    """The server answered with a problem document (RFC 9457).

    Attributes:
        status: the HTTP status.
        kind: the last part of the problem's address: `wrong-parameter`, `nothing-found`, `database-away`.
        title: the kind in words.
        detail: what went wrong, and what to do about it.
        parameter: the parameter at fault, where there is one.
        request_id: under which the server's log has the request.
        retry_after: seconds after which to ask again, where the server tells them.
    """

    def __init__(
        self,
        status: int,
        kind: str,
        title: str,
        detail: str,
        *,
        parameter: str | None = None,
        request_id: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(f"{status} {title}: {detail}")
        self.status, self.kind, self.title, self.detail = status, kind, title, detail
        self.parameter, self.request_id, self.retry_after = parameter, request_id, retry_after
