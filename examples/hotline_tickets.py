"""Makes up hotline tickets (12345 热线工单) from templates, for examples/hotline.ipynb. No ticket is of a real caller.

    python examples/hotline_tickets.py 2000 工单.csv
"""

from __future__ import annotations

import csv
import random
import sys

VILLAGES = ["一村", "三村", "英买里村", "喀拉苏村", "阔什艾日克村", "乡政府旁边", "巴扎附近", "学校门口"]
OPENINGS = ["您好，", "你好，我想问一下，", "我要反映个情况，", "", "", "麻烦问下，", "请问，"]
ENDINGS = ["，请帮忙处理", "，该找谁？", "，好几个月了", "", "，谢谢", "，急！", "，打了几次电话没人管"]
MATTERS = [
    "老板欠我们{n}个人工钱不给", "工地上拖欠民工工资{n}个月", "村口几百年的老榆树有人要砍", "低保申请交了{n}个月没答复",
    "家里老人养老金这个月没发", "残疾证到期了要换", "孩子上小学报名要什么材料", "校外培训班乱收费{n}千块", "路灯坏了{n}天没人修",
    "垃圾堆在路边{n}天没人清", "邻居盖房占了我家宅基地", "想翻建房子怎么批", "有人在河里偷采沙子", "想打一口机井浇棉花",
    "棉花补贴到现在没到账", "大棚让风刮坏了有没有救助", "牛羊打防疫针什么时候来", "野狗咬伤了{n}个人", "半夜工地施工太吵睡不着",
    "小卖部卖过期食品", "有家烟花店没有证", "加油站旁边有人动火", "消防通道被车堵死", "井盖丢了怕摔着人", "自来水停了{n}天",
    "电线垂到地上很危险", "医保怎么缴费", "两口子打架要离婚调解", "地界纠纷吵了{n}年", "退役军人优待证怎么办", "妇女创业贷款怎么申请",
    "有人非法挖土卖土", "林带里有人放羊啃树", "村里账目不公开", "党费怎么交", "大学生回乡就业有什么政策", "高龄补贴怎么领",
    "幼儿园饭菜不干净", "养殖场臭味太大", "农药包装瓶没处扔", "今天天气怎么样", "火车票买不到", "手机信号不好", "快递丢了{n}件",
]  # fmt: skip


def tickets(count: int, seed: int = 653130203) -> list[dict[str, str]]:
    """Tickets with number, day, village and text; the same ones for the same seed. One in fifty has no text."""
    chance = random.Random(seed)
    rows = []
    for number in range(1, count + 1):
        matter = chance.choice(MATTERS).format(n=chance.randint(2, 9))
        text = chance.choice(OPENINGS) + matter + chance.choice(ENDINGS)
        day = f"2026-{chance.randint(1, 10):02}-{chance.randint(1, 28):02}"
        row = {"工单号": f"{number:06}", "日期": day, "地点": chance.choice(VILLAGES), "诉求": text}
        rows.append(row if chance.random() > 0.02 else row | {"诉求": ""})
    return rows


def main() -> None:
    """Writes a CSV as Excel does: UTF-8 with a BOM."""
    count, path = int(sys.argv[1]), sys.argv[2]
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, ["工单号", "日期", "地点", "诉求"])
        writer.writeheader()
        writer.writerows(tickets(count))


if __name__ == "__main__":
    main()
