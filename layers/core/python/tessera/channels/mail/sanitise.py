"""Foreign HTML made safe to show, keeping a mail's ordinary look."""

import re
from html import unescape

import nh3

from tessera.channels.mail.plain import text_to_html


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TAGS = _words("""
    a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del
    details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main
    mark nav ol p pre q s samp section small span strike strong sub summary sup table tbody td tfoot th thead
    time tr tt u ul var wbr
""")
_DROPPED_WITH_CONTENT = _words("""
    script style title head noscript template object applet iframe frameset noframes svg math select textarea
    audio video canvas
""")
_BOX = frozenset({"align", "valign", "bgcolor", "width", "height"})
_ATTRIBUTES: dict[str, frozenset[str]] = {
    "*": frozenset({"style", "class", "dir", "lang", "title", "align", "role", "aria-label", "aria-hidden"}),
    "a": frozenset({"href", "name"}),
    "img": frozenset({"src", "alt", "width", "height", "border", "hspace", "vspace"}),
    "font": frozenset({"color", "face", "size"}),
    "table": _BOX | {"border", "cellpadding", "cellspacing", "rules", "frame", "summary"},
    "td": _BOX | {"colspan", "rowspan", "nowrap", "headers", "scope", "abbr"},
    "th": _BOX | {"colspan", "rowspan", "nowrap", "headers", "scope", "abbr"},
    "tr": _BOX,
    "tbody": _BOX,
    "thead": _BOX,
    "tfoot": _BOX,
    "col": _BOX | {"span"},
    "colgroup": _BOX | {"span"},
    "ol": frozenset({"start", "type", "reversed"}),
    "ul": frozenset({"type"}),
    "li": frozenset({"value", "type"}),
    "hr": frozenset({"size", "width", "color", "noshade"}),
    "blockquote": frozenset({"cite", "type"}),
    "time": frozenset({"datetime"}),
    "details": frozenset({"open"}),
}
#: By these the mail programs mark the history they quote; nothing else of `class` and `id` stays.
QUOTE_CLASSES = _words("""
    gmail_quote gmail_quote_container gmail_attr gmail_extra gmail_signature moz-cite-prefix
    moz-forward-container moz-signature yahoo_quoted yahoo-quoted-begin protonmail_quote proton-quote
    tutanota_quote zmail_extra zimbra-quote WordSection1 OutlookMessageHeader freebirdQuote
    ms-outlook-mobile-reference-message skiptranslate mail_quote quote cf-quote front-blockquote
    front-attribution hs_reply h_quote qt
""")
#: Outlook writes every line as such a paragraph and takes the space between them away in a style sheet, which we drop.
_LAYOUT_CLASSES = _words("MsoNormal MsoListParagraph MsoPlainText")
QUOTE_IDS = _words("""
    divRplyFwdMsg x_divRplyFwdMsg appendonsend x_appendonsend ms-outlook-mobile-body-separator-line
    mail-editor-reference-message-container ms-outlook-mobile-signature Signature ymail_android_signature
    yahoo_quoted isReplyContent isForwardContent replySplit mailcontent OLK_SRC_BODY_SECTION zwchr edo-original
    edo-message reply-intro qt
""")
_STYLES = _words("""
    background-color border border-bottom border-bottom-color border-bottom-left-radius
    border-bottom-right-radius border-bottom-style border-bottom-width border-collapse border-color border-left
    border-left-color border-left-style border-left-width border-radius border-right border-right-color
    border-right-style border-right-width border-spacing border-style border-top border-top-color
    border-top-left-radius border-top-right-radius border-top-style border-top-width border-width caption-side
    clear color direction display empty-cells float font font-family font-size font-style font-variant
    font-weight height letter-spacing line-height list-style-position list-style-type margin margin-bottom
    margin-left margin-right margin-top max-height max-width min-height min-width padding padding-bottom
    padding-left padding-right padding-top table-layout text-align text-decoration text-decoration-color
    text-decoration-line text-indent text-transform unicode-bidi vertical-align white-space width word-break
    word-spacing word-wrap overflow-wrap background
""")
#: Of HTML that comes in. A newsletter has 100 KB, a long thread out of Outlook under 2 MB.
_LARGEST = 3_000_000
_DEEPEST = 2_000
#: Elements that only their end tag closes. (A parser closes `p`, `li` and `td` by itself.)
_NESTING_TAG = re.compile(
    r"<(/?)(?:div|span|table|tbody|font|b|i|u|strong|em|center|blockquote|ul|ol|dl|section|article|a)\b", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*>")
_URL_SCHEMES = frozenset({"http", "https", "mailto", "tel", "cid", "data"})
_DATA_IMAGE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|bmp);base64,[A-Za-z0-9+/=\s]*$", re.IGNORECASE)
_IMAGE_SCHEME = re.compile(r"(?:https?|cid):", re.IGNORECASE)
_LINK_SCHEME = re.compile(r"(?:https?|mailto|tel):|#", re.IGNORECASE)
#: A declaration that loads something, is not CSS, or moves its box over others.
_BAD_DECLARATION = re.compile(
    r"url\s*\(|image\s*\(|image-set|expression|calc|var\s*\(|\\|(?<![\w.)-])-\s*[\d.]", re.IGNORECASE
)
_LANGUAGE = re.compile(r"language-[a-z0-9+#]{1,20}")


def _filter(tag: str, name: str, value: str) -> str | None:
    if name == "style":
        kept = [part for part in value.split(";") if not _bad_style(part)]
        return ";".join(kept) or None
    if name == "class":
        known = [word for word in value.split() if word in QUOTE_CLASSES or word in _LAYOUT_CLASSES]
        # In which language code is written (https://html.spec.whatwg.org/#the-code-element).
        language = [word for word in value.split() if tag == "code" and _LANGUAGE.fullmatch(word)]
        return " ".join(known + language) or None
    if name == "src":
        compact = value.strip()
        return compact if _IMAGE_SCHEME.match(compact) or _DATA_IMAGE.match(compact) else None
    if name in ("href", "cite"):
        return value if _LINK_SCHEME.match(value.strip()) else None
    return value


def _bad_style(declaration: str) -> bool:
    name, _, value = declaration.partition(":")
    negative_allowed = name.strip() in ("text-indent", "letter-spacing", "word-spacing")
    found = _BAD_DECLARATION.search(value)
    return found is not None and not (negative_allowed and "(" not in found.group(0) and "\\" not in value)


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_DROPPED_WITH_CONTENT,
    attributes=_ATTRIBUTES,
    attribute_filter=_filter,
    link_rel="noopener noreferrer nofollow",
    url_schemes=_URL_SCHEMES,
    tag_attribute_values={tag: {"id": QUOTE_IDS} for tag in _TAGS},
    filter_style_properties=_STYLES,
    url_relative="pass_through",
)


def sanitise(html: str) -> str:
    """Safe, balanced HTML: no script, form, frame, handler, style sheet, remote background or positioned box.

    Images with `cid:`, `http(s):` and base64 `data:image` sources stay (a screen decides whether to load remote ones),
    so do `http(s):`, `mailto:` and `tel:` links, tables and the inline styles of ordinary mails.

    HTML that nobody can have written (too large, nested too deep) becomes its bare text.
    """
    if _is_unfit(html):
        return text_to_html(unescape(_TAG.sub(" ", html)))
    return _CLEANER.clean(html)


def _is_unfit(html: str) -> bool:
    """Too large or nested too deep for anybody to have written; cleaning it would take minutes."""
    if len(html) > _LARGEST:
        return True
    depth = 0
    for tag in _NESTING_TAG.finditer(html):
        depth = max(0, depth - 1) if tag.group(1) else depth + 1
        if depth > _DEEPEST:
            return True
    return False
