"""Headers that every page and answer carries, the same from CloudFront and from the local proxy."""

HSTS_SECONDS = 63_072_000  # two years, as the preload list asks for

FIXED = {
    "Strict-Transport-Security": f"max-age={HSTS_SECONDS}; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def content_security_policy(files_origins: list[str], socket_origins: list[str], mail_origins: list[str]) -> str:
    """The policy's text. `files_origins` serve uploads, `socket_origins` are the WebSocket's (`wss://…`),
    `mail_origins` have mails as they came, which are only read as text.

    Scripts come from our origin only, never inline. Styles may be inline: editor and virtual lists position with them.
    A mail's HTML is shown in a sandboxed `srcdoc` frame, which inherits this policy: images of any site have to pass.
    The frame's own policy (`frame-document.ts`) lets none of them through until the reader asks for them.
    """
    files = " ".join(files_origins)
    sockets = " ".join(socket_origins)
    mails = " ".join(mail_origins)
    directives = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": f"'self' blob: data: https: {files}",
        "font-src": "'self' data:",
        "connect-src": f"'self' {sockets} {files} {mails}",
        "frame-src": f"'self' {files}",
        "media-src": f"'self' {files}",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "object-src": "'none'",
    }
    return "; ".join(f"{name} {' '.join(value.split())}" for name, value in directives.items())
