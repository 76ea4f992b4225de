#!/usr/bin/env python3
"""Prints the workbooks that every program of this folder writes, as JSON: book -> sheets -> cells.

A cell is a text, a number, a truth value, or an object: {n, format} a number shown in a format,
{error}, {formula, result} (no result: never calculated), {rich} a text in several fonts.
Dates are serials so that no program's idea of time zones matters.
"""

import json

LONG = 'yyyy"年"m"月"d"日"'
DAY = 46086  # 2026-03-05


def shown(n, code):
    return {"n": n, "format": code}


FORM = {
    "A1": "清江支公司客户经理工作日志", "A2": "客户经理姓名：", "B2": "张伟", "C2": "所在团队：", "D2": "城东一组",
    "E2": "日期：", "F2": shown(DAY, LONG),
    "A3": "当日工作计划", "B3": "1.走访交行大学城支行\n2.整理<客户>资料 & \"建议书\"\r\n3.　全角空格　",
    "A4": "序号", "B4": "拜访网点", "C4": "拜访原因", "D4": "时间", "E4": "拜访达成效果",
    "A5": 1, "B5": "农商行枫林支行", "C5": "送宣传折页", "D5": "8：30—9：30", "E5": "维护关系",
    "A6": 2, "B6": "交行大学城支行", "C6": "与理财经理沟通", "D6": shown(0.40625, "h:mm"), "E6": "  前后有空格  ",
    "A7": 3, "D7": "   ", "E7": "客户说：“好”😀",
    "A8": "险种", "C8": "件数", "D8": "保费", "A9": "稳盈两全保险", "C9": 1, "D9": 20000.5,
    "A10": "当日保费合计", "D10": {"formula": "SUM(D9:D9)", "result": 20000.5},
}

VALUES = {
    "A1": 0, "A2": -1.5, "A3": 0.1, "A4": 1e300, "A5": 2.5e-7, "A6": 123456789012345, "A7": 20160109420, "A8": 1048576.125,
    "B1": True, "B2": False, "B3": {"error": "#REF!"}, "B4": {"error": "#DIV/0!"}, "B5": {"error": "#N/A"},
    "C1": shown(DAY, "mm-dd-yy"), "C2": shown(DAY + 0.354166666666667, "m/d/yy h:mm"), "C3": shown(DAY, "yyyy-mm-dd"),
    "C4": shown(DAY, LONG), "C5": shown(DAY, 'm"月"d"日"'), "C6": shown(DAY, "[$-804]aaaa"), "C7": shown(0.5, "h:mm"),
    "C8": shown(1.25, "[h]:mm"), "C9": shown(DAY, "d-mmm-yy"), "C10": shown(DAY, "yyyy/m/d;@"), "C11": shown(DAY, "[DBNum1]m月d日"),
    "D1": shown(2.9032, "0%"), "D2": shown(0.513, "0.00%"), "D3": shown(1234.5, "#,##0.00"), "D4": shown(7, '0"d"'),
    "D5": shown(5, "General"), "D6": shown(-3, "0;[Red]-0"), "D7": shown(12, "@"), "D8": shown(0.25, "# ?/?"),
    "E1": {"formula": "1+2", "result": 3}, "E2": {"formula": '"a"&"b"', "result": "ab"},
    "E3": {"formula": "1=1", "result": True}, "E4": {"formula": "A2*2"},
    "E5": {"formula": "TRUE", "result": True},
    "F1": "007", "F2": "1e5", "F3": "TRUE", "F4": "#REF!", "F5": "=1+1", "F6": "2026-03-05", "F7": "'引号", "F8": "<b>&amp;</b>",
    "F9": "tab\there", "F10": "a\nb\n", "F11": "𠮷野家",
}

LAYOUT = {
    "C5": "左上不在A1", "D5": "隐藏列里", "C6": "第六行", "C7": "隐藏行里", "C9": {"rich": ["多种", "字体", "的文字"]},
    "C20": "隔了很多行", "AA20": 27, "XFD30": "最后一列", "C31": "合并的值", "C33": "竖合并", "D36": "块",
}

BOOKS = {
    "form": {"sheets": [
        {"name": "3月5日", "cells": FORM, "merges": ["A1:F1", "B3:F3", "E4:F4", "E5:F5", "A8:B8", "A9:B9"]},
        {"name": "说明", "cells": {"A1": "日期请按2026-3-5填写", "A2": "说明"}},
    ]},
    "values": {"sheets": [{"name": "值 & 'x' (1)", "cells": VALUES}]},
    "layout": {"sheets": [
        {"name": "空表", "cells": {}},
        {"name": "布局", "cells": LAYOUT, "merges": ["C31:E31", "C33:C35", "D36:F38"], "hidden_rows": [7], "hidden_cols": ["D"]},
        {"name": "旧数据", "state": "hidden", "cells": {"A1": "上周", "B1": 1}},
        {"name": "深藏", "state": "veryHidden", "cells": {"A1": "字典"}},
    ]},
    "epoch1904": {"date1904": True, "sheets": [
        {"name": "日期", "cells": {"A1": shown(DAY - 1462, "yyyy-mm-dd"), "A2": shown(0.75, "h:mm"), "A3": DAY}},
    ]},
}

if __name__ == "__main__":
    print(json.dumps(BOOKS, ensure_ascii=False, indent=1))
