"""Which machines may be asked for a document: those of the public Internet, and no others.

A document's address may come from anybody; it must not open what stands behind the user's firewall, on the own
machine, or at a cloud's metadata service.
"""

import asyncio
import ipaddress
import socket

import httpx

from dragoman.loaders.outcome import Refused, Unreachable

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class PublicTransport(httpx.AsyncHTTPTransport):
    """Connects to the very address that was checked: a name that resolves anew in between changes nothing.

    Every redirect comes through here again and is checked like the first address.
    """

    def __init__(self, allow_private_addresses: bool) -> None:
        super().__init__(retries=0)
        self._allow_private_addresses = allow_private_addresses

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request to its host's checked address; name and certificate stay those of the host.

        Raises:
            Refused: the host is unknown or not public.
            httpx.UnsupportedProtocol: neither http nor https, which a redirect may also lead to.
        """
        if request.url.scheme not in ("http", "https"):
            raise httpx.UnsupportedProtocol(f"scheme {request.url.scheme}", request=request)
        host = request.url.raw_host.decode("ascii")
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        address = await checked_address(host, port, self._allow_private_addresses)
        pinned = httpx.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": host},
        )
        return await super().handle_async_request(pinned)


async def checked_address(host: str, port: int, allow_private_addresses: bool = False) -> str:
    """The numeric address to connect to for a host.

    Raises:
        Refused: the host is unknown, or any one of its addresses is not public.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"has a host that is not known: {host}", "check the address and the connection") from error
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not allow_private_addresses and not all(map(is_public, addresses)):
        raise Refused(f"stands at an address that is not public: {host}", "save the page and load the file")
    return str(addresses[0])


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public Internet, also the IPv4 address that an IPv6 one wraps."""
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            wrapped.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if not all(is_public(inner) for inner in wrapped if inner):
            return False
        if address.ipv4_mapped:
            return True
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
