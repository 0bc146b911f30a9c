"""Participants' files as Teams, Zoom and Webex write them, in English and Vietnamese.

The meeting is that of 8 September 2023, 08:00–11:00 in Hà Nội; everybody is a visible sample.
"""

from __future__ import annotations

from tests.support.office_files import delimited


def teams_english() -> bytes:
    """Teams, English: three parts, UTF-16 with tabs; the third has each stay."""
    rows = [
        ["1. Summary"],
        ["Meeting title", "Sample meeting"],
        ["Attended participants", "3"],
        ["Start time", "9/8/23, 7:50:00 AM"],
        [],
        ["2. Participants"],
        ["Name", "First Join", "Last Leave", "In-Meeting Duration", "Email", "Role"],
        ["Mẫu Văn An", "9/8/23, 7:55:00 AM", "9/8/23, 11:01:00 AM", "3h 1m", "a@x.vn", "Presenter"],
        [],
        ["3. In-Meeting Activities"],
        ["Name", "Join Time", "Leave Time", "Duration", "Email", "Role"],
        ["Mẫu Văn An", "9/8/23, 7:55:00 AM", "9/8/23, 9:00:00 AM", "1h 5m", "a@x.vn", "Presenter"],
        [
            "Mẫu Văn An",
            "9/8/23, 9:05:00 AM",
            "9/8/23, 11:01:00 AM",
            "1h 56m",
            "a@x.vn",
            "Presenter",
        ],
        [
            "Cao Bằng - Mẫu Thị Hòa (Guest)",
            "9/8/23, 8:00:00 AM",
            "9/8/23, 10:00:00 AM",
            "2h",
            "",
            "",
        ],
    ]
    return delimited(rows, "\t", "utf-16")


def teams_vietnamese() -> bytes:
    """Teams, Vietnamese, with day before month."""
    rows = [
        ["1. Tóm tắt"],
        [],
        ["3. Hoạt động trong cuộc họp"],
        ["Tên", "Thời gian tham gia", "Thời gian rời", "Thời lượng", "Email", "Vai trò"],
        ["Mẫu Văn An", "08/09/2023, 07:55:00", "08/09/2023, 11:01:00", "3 giờ", "", ""],
    ]
    return delimited(rows, "\t", "utf-16")


def teams_acts() -> bytes:
    """Teams of 2020: who joined and left, one line each."""
    rows = [
        ["Full Name", "User Action", "Timestamp"],
        ["Mẫu Văn An", "Joined", "9/8/2023, 7:55:00 AM"],
        ["Mẫu Thị Hòa", "Joined before", "9/8/2023, 8:00:00 AM"],
        ["Mẫu Văn An", "Left", "9/8/2023, 9:00:00 AM"],
        ["Mẫu Văn An", "Joined", "9/8/2023, 9:05:00 AM"],
    ]
    return delimited(rows, "\t", "utf-16")


def zoom_english() -> bytes:
    """Zoom: about the meeting, then one line for each stay."""
    rows = [
        ["Meeting ID", "Topic", "Start Time", "End Time", "Duration (Minutes)"],
        ["000 0000 0000", "Sample", "09/08/2023 07:50:00 AM", "09/08/2023 11:05:00 AM", "195"],
        [],
        ["Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)",
         "Guest", "In Waiting Room"],
        ["64 Gia Lai (Host)", "", "09/08/2023 07:50:00 AM", "09/08/2023 11:05:00 AM", "195", "No",
         "No"],
        ["CB_Mau Van An (Mẫu Văn An)", "", "09/08/2023 07:55:00 AM", "09/08/2023 09:00:00 AM", "65",
         "Yes", "No"],
        ["iPhone", "", "09/08/2023 08:10:00 AM", "09/08/2023 08:12:00 AM", "2", "Yes", "Yes"],
        ["iPhone", "", "09/08/2023 08:12:00 AM", "09/08/2023 09:30:00 AM", "78", "Yes", "No"],
    ]  # fmt: skip
    return delimited(rows, ",", "utf-8-sig")


def webex_english() -> bytes:
    """Webex: times kept from the spreadsheet by a formula."""
    rows = [
        ["Meeting Name", "Name", "Attendee Email", "Join Time", "Leave Time", "Attendance Duration",
         "Connection Type"],
        ["Sample", "Mẫu Văn An", "", '="2023-09-08 07:55:00"', '="2023-09-08 11:01:00"',
         "186 mins", "Desktop app"],
        ["Sample", "Mẫu Văn Ann", "", '="2023-09-08 08:00:00"', '="2023-09-08 08:30:00"',
         "30 mins", "Mobile app"],
    ]  # fmt: skip
    return delimited(rows, ",", "utf-8")
