"""Invented names, the same for the same number: companies, people, projects."""

from functools import cache

from activities.terms import document_terms
from people.pinyin import pinyin_key

PLACES = "江城 云州 海宁 东湖 北原 南岭 西川 青山 白水 明港 龙泉 金沙 长岭 天河 平湖 安陆"
WORDS = "远航 恒信 博雅 天成 宏图 瑞丰 华创 联盛 鼎新 卓越 智汇 众诚 启明 同方 佳禾 永泰"
TRADES = "科技 软件 制造 医药 物流 能源 建材 食品 教育 传媒 环保 电子"
INDUSTRIES = "信息技术 制造业 医药 物流 能源 建筑 食品 教育"
REGIONS = "华东 华北 华南 西南 华中"
PRODUCTS = "数据平台 协同办公 仓储管理 客户管理 财务系统 安全运维 生产执行 知识库"
KINDS = "一期 二期 升级 扩容 试点 续约"
SURNAMES = "王李张刘陈杨赵黄周吴徐孙朱马胡郭林何高梁"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英"


def pick(words: str, number: int) -> str:
    """The word of a list that falls to a number."""
    listed = words.split()
    return listed[number % len(listed)]


def company(number: int) -> str:
    first, second = pick(PLACES, number), pick(WORDS, number // 16)
    return f"{first}{second}{pick(TRADES, number // 256)}{_ordinal(number // 3072)}有限公司"


def person(number: int) -> str:
    given = GIVEN[number // 20 % len(GIVEN)] + GIVEN[number // 440 % len(GIVEN)]
    return f"{SURNAMES[number % 20]}{given}"


def project(number: int) -> str:
    return pick(PRODUCTS, number) + pick(KINDS, number // 8)


def phone(number: int) -> str:
    return f"+86138{number % 10**8:08d}"


@cache
def key(name: str) -> str:
    return pinyin_key(name)


@cache
def terms(title: str) -> frozenset[str]:
    return frozenset(document_terms(title))


def _ordinal(number: int) -> str:
    return f"第{number}" if number else ""
