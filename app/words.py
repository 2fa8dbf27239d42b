"""The words of pages in the reader's language: the gettext catalogue. English is what stands in the source."""

import gettext as catalogues
from pathlib import Path

translations = catalogues.translation("lorecast", Path(__file__).parent.parent / "locales", fallback=True)
gettext = translations.gettext
ngettext = translations.ngettext
