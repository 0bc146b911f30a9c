"""The words that tell a person's name from an organisation, a post or a total.

Vietnamese words differ by their marks alone: "Vũ" is a surname and "vụ" a department, "Tô" a
surname and "tổ" a group. So words are compared with their marks, and without them only where a
text was typed without any; what then can be either is told as a doubt, never decided in silence.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from coordinator.rosters.folded import fold

_SURNAMES = (
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đoàn tô trương tống "
    "vương lưu đinh mai cao lâm phùng quách thái tạ viên ban quan phương xa bế lò lường nông giàng "
    "vàng sùng thào ma chu hà khổng kiều nghiêm ông thân tiêu triệu từ văn âu diệp doãn đàm đào "
    "điền giáp hứa la lại lương mạc ninh phí sầm thạch tăng trịnh châu cổ cù đồng hàn khúc lục "
    "nhâm quản trà ung vi vĩnh y bá bàn bạch bành biện cà cái cấn cầm chẩm chử cung cư danh đái "
    "đan đậu đèo điêu đới đường giang hạ hạng hầu hoa hoàn hồng hùng huynh kha khà khâu khuất kim "
    "kông lã lãnh lèo liêu liễu lỗ lộ long lù lữ luân luyện lỳ mã mạch mẫn mạnh mâu môn mông mùa "
    "mục mỹ nghị ngũ ngụy nhan nhữ ngân ngọ ngạc ô ôn phù phú phục quàng quang sa sái "
    "sơn sử tả tán tào tẩn thẩm thang thi thiều thiệu thịnh thôi tiết tiền tòng tôn trác "
    "trang trì triều trưng tưởng tường ty uông ứng vạn vân vày vừ xầm xồng yên niê"
)
SURNAMES = frozenset(_SURNAMES.split())
_BARE_SURNAMES = frozenset(map(fold, SURNAMES))
MIDDLE = ("văn", "thị", "van", "thi")  # between surname and given name, nowhere else so often
# What a delegation is called after, and what a person named Đoàn may be called, too.
_PROVINCE_NAMES = (
    "an giang|bắc giang|bắc kạn|bạc liêu|bắc ninh|bến tre|bình dương|bình định|bình phước|"
    "bình thuận|cà mau|cao bằng|cần thơ|đà nẵng|đắk lắk|đắk nông|điện biên|đồng nai|đồng tháp|"
    "gia lai|hà giang|hà nam|hà nội|hà tĩnh|hải dương|hải phòng|hậu giang|hòa bình|hoà bình|huế|"
    "hưng yên|khánh hòa|khánh hoà|kiên giang|kon tum|lai châu|lạng sơn|lào cai|lâm đồng|long an|"
    "nam định|nghệ an|ninh bình|ninh thuận|phú thọ|phú yên|quảng bình|quảng nam|quảng ngãi|"
    "quảng ninh|quảng trị|sóc trăng|sơn la|tây ninh|thái bình|thái nguyên|thanh hóa|thanh hoá|"
    "tiền giang|trà vinh|tuyên quang|vĩnh long|vĩnh phúc|yên bái|hồ chí minh|bà rịa - vũng tàu|"
    "bà rịa vũng tàu|thừa thiên huế|thừa thiên - huế|đắc lắc|đak lak"
)
_PROVINCES = frozenset(_PROVINCE_NAMES.split("|"))
_BARE_PROVINCES = frozenset(map(fold, _PROVINCES))
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]*)*")


def spelt(text: str) -> str:
    """Lower case with its marks, one kind of apostrophe, runs of blanks as one."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().replace("’", "'").split())


def is_bare(text: str) -> bool:
    """Whether a text has no marks at all, as if typed without them."""
    return spelt(text) == fold(text)


class Words:
    """A pattern of words with their marks; what was typed without any is met without them."""

    def __init__(self, marked: str, bare: str = "") -> None:
        self._marked = re.compile(marked)
        self._bare = re.compile(bare or _unmarked(marked))

    def match(self, text: str, *, marked: bool = False) -> re.Match[str] | None:
        """At the beginning of a text. `marked` says that even a bare one was typed with marks."""
        pattern = self._bare if is_bare(text) and not marked else self._marked
        return pattern.match(spelt(text))

    def search(self, text: str) -> bool:
        """Anywhere in a text."""
        pattern = self._bare if is_bare(text) else self._marked
        return pattern.search(spelt(text)) is not None


def _unmarked(pattern: str) -> str:
    """A pattern without marks; `fold` would make another class of "\\D"."""
    apart = unicodedata.normalize("NFD", pattern.replace("đ", "d"))
    return "".join(char for char in apart if unicodedata.category(char) != "Mn")


_GROUP = Words(
    r"^(?:bộ |ubnd|(?:ủy|uỷ) ban|sở |tỉnh |thành phố |tp |tp\.|ban |cục |tổng cục|viện |xã |"
    r"phường |đặc khu |huyện |quận |hđnd|văn phòng|khối |các |nhóm |tổ |ngân hàng|thanh tra|"
    r"điểm cầu|hội |liên (?:đoàn|hiệp|minh|ngành|danh|chi|cơ quan)|trung tâm|đảng (?:ủy|uỷ)|"
    r"mttq|mặt trận|đoàn (?:[ivxlc]+|[a-z])$|công an|(?:tòa|toà) án|kho bạc|đài |quân khu|"
    r"học viện)"
)
# Titles of groups only where they stand alone: elsewhere a post, or a surname mistyped. "Vu" and
# "Truong" without their marks are surnames first.
_OVER = Words(
    r"^(?:thường trực|lãnh đạo|vụ (?!trưởng|phó|văn |thị )|trường (?!văn |thị ))",
    r"^(?:thuong truc|lanh dao)",
)
_SOUNDS_OVER = Words(r"^(?!)", r"^(?:vu|truong) (?!van |thi )")
# Begins with a surname, and is an organisation all the same.
_SURELY_GROUP = Words(
    r"^(?:đoàn (?:\W*\d|số |thứ |đại biểu|đbqh|công tác|kiểm tra|giám sát|thanh tra|khảo sát|"
    r"thanh niên|tncs|chủ tịch|thư ký|kinh tế|luật sư|liên ngành|tỉnh |thành phố|tp|ubnd|hđnd|"
    r"mttq|ubmttq|bộ |sở |cơ quan|các |khối )|"
    r"ban (?:tổ chức|tuyên giáo|nội chính|dân vận|kinh tế|chỉ đạo|quản lý|thường vụ|chấp hành|"
    r"giám đốc|thư ký|pháp chế|văn hóa|văn hoá|dân tộc|kiểm tra|bảo vệ|cán sự|cơ yếu|tôn giáo|"
    r"đối ngoại|thi đua|công tác|chính sách|(?:xây dựng|tiếp công|an toàn|đô thị|chỉ huy))|"
    r"danh sách|quản lý |cao đẳng |văn phòng (?:chính phủ|ubnd|hđnd|đoàn|tỉnh|thành|quốc hội|"
    r"trung ương|đảng|chủ tịch|bộ|sở|huyện|(?:ủy|uỷ) ban|hội|điều phối|đăng ký|công chứng|luật sư))"
)
_POST = Words(
    r"^(?:quyền |nguyên )?(?:phó (?!đức |văn (?!phòng)|thị |bá |hữu |ngọc )|(?:ủy|uỷ) viên|"
    r"thành viên|chủ tịch|bí thư|giám đốc|trưởng|chánh|cục|vụ |thủ trưởng|thứ trưởng|bộ trưởng|"
    r"chủ nhiệm|tổng |chuyên viên|lãnh đạo|tỉnh (?:ủy|uỷ)|thành (?:ủy|uỷ)|thường trực|cán bộ|"
    r"kế toán|văn thư|thư ký|đại diện|viện trưởng|hiệu|uvbtv|uvtv|pct|ct |tp |pgđ|gđ |pgd|gd )"
)
# Posts that, typed without marks, begin like a surname; nothing may follow.
_WHOLE_POST = re.compile(r"(?:chu tich|truong (?:phong|ban|khoa|doan)|vu truong|tong giam doc)")


class Sort(StrEnum):
    """What a text that stands alone is. `DOUBT`: a person's name, or an organisation's."""

    PERSON = "person"
    GROUP = "group"
    DOUBT = "doubt"
    OTHER = "other"


def led_by_surname(text: str, *, marked: bool = False) -> bool:
    """Two to six words written as names are, the first of them a surname. `marked` as in Words."""
    words = unicodedata.normalize("NFC", text).split()
    if not 2 <= len(words) <= 6 or not all(map(_WORD.fullmatch, words)):
        return False
    alike = text.isupper() or text.islower() or all(map(_capital, words))
    first = spelt(words[0])
    known = _BARE_SURNAMES if is_bare(text) and not marked else SURNAMES
    return alike and (first in known or first.startswith(("h'", "k'")))


def _capital(word: str) -> bool:
    return word[0].isupper() and (word[1:].islower() or len(word) == 1 or not word.isalpha())


def sort_of(text: str, *, marked: bool = False) -> Sort:
    """Whether a text names a person or a group of people. `marked` as in Words."""
    core = re.split(r"\s*[(,;:]|\s+[-–—]\s", " ".join(text.split()))[0]
    first, *rest = core.split() or [""]
    if _SURELY_GROUP.match(core):
        # "Niên" is a given name: with a capital this can be somebody.
        either = fold(core) == "doan thanh nien" and led_by_surname(core)
        return Sort.DOUBT if either else Sort.GROUP
    if led_by_surname(core, marked=marked):
        if len(rest) > 1 and spelt(rest[0]) in MIDDLE:
            return Sort.PERSON
        either = bool(_GROUP.match(core, marked=marked)) or (
            fold(first) == "doan" and any(map(is_province, (" ".join(rest), _behind(text))))
        )
        return Sort.DOUBT if either else Sort.PERSON
    if spelt(first) == "đoàn" and rest and rest[0].islower():
        return Sort.GROUP
    return Sort.GROUP if _GROUP.match(text + " ", marked=marked) else Sort.OTHER


def _behind(text: str) -> str:
    return " ".join(text.split()[1:])


def sort_over(text: str, *, marked: bool = False) -> Sort:
    """The same of a text that stands alone where all others have numbers: more words begin a
    group's title there, and those that may be surnames are a doubt."""
    sort = sort_of(text, marked=marked)
    if sort is Sort.PERSON and not marked and _SOUNDS_OVER.match(text):
        return Sort.DOUBT
    if sort is Sort.OTHER:
        return Sort.GROUP if _OVER.match(text, marked=marked) else Sort.DOUBT
    return sort


def is_province(text: str) -> bool:
    """Whether a text is a province's name, now or before they were joined."""
    return (fold(text) in _BARE_PROVINCES) if is_bare(text) else (spelt(text) in _PROVINCES)


def begins_post(text: str) -> bool:
    """Whether a text begins as posts do, and is no name that only looks so."""
    if _POST.match(text + " ") is None:
        return False
    return not led_by_surname(text) or _WHOLE_POST.fullmatch(fold(text)) is not None


def begins_organisation(text: str) -> bool:
    """Whether a text begins as names of organisations and groups do."""
    return sort_of(text) in (Sort.GROUP, Sort.DOUBT)


def looks_like_name(text: str) -> bool:
    """Two to eight words that begin with capitals, and no post or organisation."""
    words = text.split()
    if not 2 <= len(words) <= 8 or text[-1] in ".:;!?" or begins_post(text):
        return False
    sort = sort_of(text)
    if sort is not Sort.OTHER:
        return sort is Sort.PERSON or (sort is Sort.DOUBT and led_by_surname(text))
    capitals = sum(word[0].isupper() or not word[0].isalpha() for word in words)
    return capitals >= max(2, len(words) - 2) or text.islower()
