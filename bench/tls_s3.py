"""A stand-in for S3 over TLS, which gives one file whatever is asked: `python tls_s3.py FILE CERT`.

Writes its certificate to CERT and prints its port.
"""

import datetime
import ssl
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_PIECE = 1 << 20


class Handler(BaseHTTPRequestHandler):
    """Answers GetObject."""

    protocol_version = "HTTP/1.1"
    data: ClassVar[bytes] = b""

    def do_GET(self) -> None:
        """Give the file."""
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.data)))
        self.send_header("ETag", '"1"')
        self.end_headers()
        for start in range(0, len(self.data), _PIECE):
            self.wfile.write(self.data[start : start + _PIECE])

    def log_message(self, format: str, *arguments: object) -> None:
        """Stay quiet."""


def certificate() -> bytes:
    """Return a certificate for this machine and its key, as PEM."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM) + key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


if __name__ == "__main__":
    Handler.data = Path(sys.argv[1]).read_bytes()
    Path(sys.argv[2]).write_bytes(certificate())
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[2])
    server.socket = context.wrap_socket(server.socket, server_side=True)
    print(server.server_port, flush=True)
    server.serve_forever()
