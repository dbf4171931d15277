"""What people type in these tests: Chinese on the Chinese walk, English on the English one.

So whatever else stands on a page in the other writing was forgotten by its translator.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Script:
    language: str
    people: dict[str, str]  # of the cast, by its members
    customer: str
    contact: str
    need: str
    talk: str
    deal: str
    products: tuple[str, str]
    milestone: str
    comment: str
    payer: str


ENGLISH = Script(
    language="en",
    people={},
    customer="Harbour Cranes",
    contact="Jane Moore",
    need="Wants one system for three plants",
    talk="Agreed on a demo next week",
    deal="Cranes for the new quay",
    products=("Control server", "Yearly support"),
    milestone="Delivery to the quay",
    comment="A reference customer, worth it",
    payer="Harbour Cranes Treasury",
)
CHINESE = Script(
    language="zh-hans",
    people={
        "owner": "吴洁",
        "rep": "王磊",
        "rep2": "陈静",
        "manager": "赵明轩",
        "project": "孙涛",
        "finance": "周敏",
        "legal": "郑岚",
        "marketing": "林芳",
        "admin": "何平",
    },
    customer="江海港机有限公司",
    contact="顾建国",
    need="三个厂区要用同一套系统",
    talk="约好下周演示",
    deal="新码头起重机控制系统",
    products=("控制服务器", "年度维保"),
    milestone="设备到港",
    comment="标杆客户，值得",
    payer="江海港机财务公司",
)
