"""The points that the sample roster files speak of."""

from __future__ import annotations

from coordinator.rosters.places import Place
from wire.vocabulary import SiteId, SiteKind

_HALL = Place(SiteId("TW"), "Trung ương", "TW", SiteKind.HALL)
_MINISTRIES = (
    ("BQP", "Bộ Quốc phòng", "Quốc phòng"),
    ("BCA", "Bộ Công an", "Công an"),
    ("BNV", "Bộ Nội vụ", "Nội vụ"),
    ("BKHDT", "Bộ Kế hoạch và Đầu tư", "KH và ĐT"),
    ("BTC", "Bộ Tài chính", "Tài chính"),
    ("BNNPTNT", "Bộ Nông nghiệp và Phát triển nông thôn", "NN và PTNT"),
    ("BLDTBXH", "Bộ Lao động - Thương binh và Xã hội", "LĐTBXH"),
    ("NHNN", "Ngân hàng Nhà nước Việt Nam", "NHNN"),
    ("TTCP", "Thanh tra Chính phủ", "Thanh tra"),
    ("VPCP", "Văn phòng Chính phủ", "VPCP"),
)
_PROVINCES = (
    ("01", "Hà Nội"), ("04", "Cao Bằng"), ("17", "Hòa Bình"), ("26", "Vĩnh Phúc"),
    ("35", "Hà Nam"), ("46", "Thừa Thiên Huế"), ("64", "Gia Lai"), ("66", "Đắk Lắk"),
    ("68", "Lâm Đồng"), ("77", "Bà Rịa - Vũng Tàu"), ("79", "Hồ Chí Minh"),
)  # fmt: skip
_COMMUNES = (
    ("04001", "Xã Bình Sơn", "04"), ("04002", "Phường Mẫu", "04"), ("64001", "Xã Bình Sơn", "64"),
    ("64002", "Xã Ia Mẫu", "64"), ("01001", "Phường Hà Nội", "01"),
)  # fmt: skip


def roster_places() -> tuple[Place, ...]:
    """The hall, ten bodies of the centre, eleven provinces and five communes; one name of a
    commune occurs in two provinces."""
    names = dict(_PROVINCES)
    return (
        _HALL,
        *(Place(SiteId(c), n, s, SiteKind.MINISTRY, SiteId("TW")) for c, n, s in _MINISTRIES),
        *(Place(SiteId(code), name, name, SiteKind.PROVINCE) for code, name in _PROVINCES),
        *(
            Place(SiteId(code), f"{name} – {names[up]}", name, SiteKind.COMMUNE, SiteId(up))
            for code, name, up in _COMMUNES
        ),
    )
