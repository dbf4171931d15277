"""Company names made comparable, and the check of the unified social credit code (spec 02, 03)."""

import re
import unicodedata

# The legal forms that are cut off the end, the longest first.
CHINESE_FORMS = (
    "股份有限责任公司",
    "集团股份有限公司",
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "有限公司",
    "集团公司",
    "公司",
    "集团",
)
LATIN_FORMS = frozenset(
    """
    ab ag as bhd bv co coltd company corp corporation gmbh group inc incorporated kg kk limited
    llc llp lp ltd ltda nv oy plc pte pty pvt sa sarl sas sdn spa srl
    """.split()  # noqa: SIM905, one word a form reads better than forty quoted ones
)
DROPPED = re.compile(r"[.'’`]")
SPLIT = re.compile(r"[\W_]+")

CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def company_key(name: str) -> str:
    """The name without legal form, width, case, punctuation and spaces; to be compared only.

    华星软件（集团）有限公司 → 华星软件, "Acme Co., Ltd." → acme. Never empty, unless the name is.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    words = SPLIT.sub(" ", DROPPED.sub("", folded)).split()
    if not words:
        return folded
    while len(words) > 1 and words[-1] in LATIN_FORMS:
        words.pop()
    return _without_chinese_form("".join(words))


def _without_chinese_form(key):
    for form in CHINESE_FORMS:
        if key.endswith(form) and key != form:
            return _without_chinese_form(key.removesuffix(form))
    return key


def credit_code_valid(code: str) -> bool:
    """Whether the 18 characters are a unified social credit code with its right check character.

    GB 32100-2015: weights are 3^i mod 31; I, O, S, V and Z are not used. Case and surrounding
    spaces do not matter.
    """
    code = code.strip().upper()
    if not CREDIT_CODE.fullmatch(code):
        return False
    values = [CREDIT_ALPHABET.index(char) for char in code]
    weighted = sum(value * pow(3, place, 31) for place, value in enumerate(values[:17]))
    return values[17] == -weighted % 31
