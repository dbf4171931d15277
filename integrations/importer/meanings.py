"""What the words of other systems most likely mean here: guesses, to be looked at by a person."""

from difflib import get_close_matches

from integrations.importer.headings import plain
from integrations.importer.kinds.stages import MEANT

WORDS = {
    "state": {
        "pooled": "new|open|opennotcontacted|notcontacted|unassigned|attemptedtocontact"
        "|attempted|contactinfuture|未分配|待分配|未处理|未联系|新线索",
        "working": "working|workingcontacted|contacted|inprogress|connected|opendeal|nurturing"
        "|prequalified|跟进中|处理中|已联系",
        "converted": "closedconverted|converted|qualified|转换|已转换|已转化|已成交",
        "disqualified": "closednotconverted|unqualified|notqualified|junk|junklead|lostlead"
        "|badtiming|dead|notinterested|invalid|无效|已关闭|已作废",
    },
    "importance": {
        "3": "hot|high|urgent|热|重要|高|紧急",
        "2": "warm|medium|normal|中|一般|普通",
        "1": "cold|low|低|冷",
    },
    "level": {
        "A": "hot|vip|key|tier1|a类|a级|重点客户|重要客户|战略客户",
        "B": "warm|normal|standard|tier2|b类|b级|普通客户|一般客户",
        "C": "cold|low|tier3|c类|c级|非优先客户|小客户",
    },
    "type": {
        "new": "newbusiness|newcustomer|newclient|existingcustomernew|新业务|新签|新客户",
        "renewal": "existingbusiness|existingcustomerreplacement|renew|续约|续签|续费",
        "upsell": "existingcustomerupgrade|crosssell|expansion|addon|增购|增购业务|老客户",
    },
    "roles": {
        "rep": "sales|salesrep|agent|standarduser|salesperson|销售|销售员|销售代表",
        "manager": "salesmanager|director|经理|主管|销售经理|总监",
        "admin": "administrator|systemadministrator|管理员|系统管理员",
    },
    "yes": {
        "yes": "active|enabled|inuse|在职|启用|上架|在售|已上架",
        "no": "inactive|disabled|discontinued|离职|停用|下架|停售|已下架",
    },
}
# How far a deal is, by the stages that other systems have from the first day.
PROGRESS = {
    0.0: "prospecting|appointmentscheduled|new|newdeal|leadin|identified|initialcontact|初步接触"
    "|初步沟通|发现机会",
    0.25: "qualification|qualified|qualifiedtobuy|contactmade|discovery|engaging|验证客户|需求确认",
    0.5: "needsanalysis|valueproposition|presentationscheduled|perceptionanalysis|demo"
    "|demoscheduled|iddecisionmakers|identifydecisionmakers|needsdefined|需求分析|方案制定|产品演示",
    0.75: "proposal|proposalpricequote|proposalmade|proposalsent|quote|quotation"
    "|decisionmakerboughtin|方案报价|方案/报价|报价|招投标",
    1.0: "negotiation|negotiationreview|negotiationsstarted|contractsent|contract|verbal"
    "|谈判审核|商务谈判|合同谈判|合同审批|签约",
}
CLOSE = 0.82


def meaning_of(name: str, text: str, answers: list[tuple[str, str]]) -> str:
    """The value of the answer that a text most likely stands for, "" where none does.

    `answers` are (value, label); those of stages as value_questions.py has them.
    """
    told = plain(text)
    own = {plain(word): value for value, label in answers for word in (label, value)}
    if told in own:
        return own[told]
    for value, words in WORDS.get(name, {}).items():
        if told in words.split("|") and value in dict(answers):
            return value
    if name == "stage":
        return _stage(told, text, answers)
    if name in ("product", "process", "owner"):
        return next((own[word] for word in get_close_matches(told, own, 1, CLOSE)), "")
    return ""


def _stage(told, text, answers):
    end = MEANT.get(text.strip().casefold()) or {plain(w): e for w, e in MEANT.items()}.get(told)
    if end in ("won", "lost", "invalid"):
        return end
    stages = [value for value, _label in answers if value.startswith("open|")]
    share = next((part for part, words in PROGRESS.items() if told in words.split("|")), None)
    return "" if share is None or not stages else stages[round(share * (len(stages) - 1))]
