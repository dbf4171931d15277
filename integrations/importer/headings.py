"""Headings that are understood without a map: ours, Chinese, HubSpot's and Salesforce's.

Compared without case, spaces, underscores and HubSpot's "property_". Of several columns that
could fill a field the one whose name stands first here does.
"""

import re

from django.conf import settings
from django.utils.translation import override

from integrations.importer.fields import Kind
from integrations.importer.labels import label_of
from integrations.importer.mapping import Rule

PERSON = {
    "email": "email|emailaddress|workemail|mail|电子邮件|电子邮箱|邮箱|邮件",
    "phone": "phone|phonenumber|mobile|mobilephone|telephone|tel"
    "|电话|手机|手机号|联系电话|电话号码",
    "title": "title|jobtitle|position|职位|职务|岗位",
    "wechat": "wechat|weixin|微信|微信号",
}
PLACE = {
    "region": "region|province|state|billingstate|mailingstate|省份|省|地区|区域",
    "city": "city|billingcity|mailingcity|城市|市",
    "industry": "industry|sector|行业|所属行业",
    "source": "source|leadsource|accountsource|originalsource|channel|来源|渠道|线索来源|客户来源",
}
OWNER = {
    "owner": "owner|owneremail|ownername|salesagent|salesrep|rep|负责人|所有人|销售|销售员|业务员"
}
DEAL = {
    "external_id": "externalid|id|dealid|recordid|opportunityid|商机编号|编号",
    "name": "name|dealname|opportunityname|opportunity|商机名称|商机|项目名称|名称",
    "account": "account|accountname|company|companyname|associatedcompany|accountid|companyid"
    "|客户|客户名称|公司名称|公司",
    "contact": "contact|contactname|contactemail|associatedcontact|联系人",
    "product": "product|productname|sku|产品|产品名称",
    "process": "process|pipeline|dealpipeline|销售流程|流程",
    "stage": "stage|stagename|dealstage|salesstage|status|阶段|商机阶段|销售阶段|状态",
    "amount": "amount|value|dealvalue|closevalue|金额|商机金额|成交金额|预计金额",
    "created_at": "createdat|createdate|createddate|created|engagedate|创建日期|创建时间|创建于",
    "closed": "isclosed",
    "won": "iswon",
    "closed_on": "closedon|closedate|closeddate|成交日期|关闭日期|结单日期",
    "expected_close_date": "expectedclosedate|expectedclose|预计成交日期|预计签约日期",
    "source": PLACE["source"],
    "campaign": "campaign|campaignname|市场活动",
    "needs": "needs|description|dealdescription|需求|描述|备注",
    "next_step": "nextstep|下一步",
    "close_reason": "closereason|lostreason|closedlostreason|lossreason|输单原因|丢单原因",
} | OWNER
KNOWN = {
    "members": {
        "name": "name|fullname|salesagent|姓名|员工姓名|成员",
        "roles": "roles|role|角色",
        "department": "department|team|部门|团队",
        "region": PLACE["region"] + "|regionaloffice",
        "manager": "manager|managername|上级|经理|直属上级",
        "manager_email": "manageremail|上级邮箱|经理邮箱",
        "active": "active|isactive|在职",
        "external_id": "externalid|id|ownerid|userid|工号",
    }
    | {name: PERSON[name] for name in ("email", "phone")},
    "accounts": {
        "external_id": "externalid|id|companyid|recordid|accountid|客户编号",
        "name": "name|companyname|accountname|company|account"
        "|公司名称|客户名称|企业名称|公司|客户|名称",
        "credit_code": "creditcode|统一社会信用代码|信用代码|税号",
        "size": "size|employees|numberofemployees|员工人数|人数|规模",
        "revenue": "revenue|annualrevenue|年营业额|年收入|营业额",
        "founded": "founded|yearfounded|yearestablished|成立年份",
        "address": "address|street|streetaddress|billingstreet|地址|详细地址",
        "phone": PERSON["phone"],
        "website": "website|websiteurl|domain|companydomainname|网址|网站|官网",
        "level": "level|客户级别|级别",
        "parent": "parent|parentcompany|parentaccount|parentid|subsidiaryof|母公司|上级公司",
    }
    | PLACE
    | OWNER,
    "contacts": {
        "external_id": "externalid|id|contactid|recordid|编号",
        "name": "name|fullname|contactname|姓名|联系人|联系人姓名",
        "account": "account|accountname|company|companyname|associatedcompany|accountid"
        "|公司名称|公司|客户|客户名称",
        "department": "department|部门",
        "notes": "notes|description|备注",
        "reports_to": "reportsto|reportstoid|上级",
    }
    | PERSON,
    "products": {
        "external_id": "externalid|id|productid|product2id",
        "sku": "sku|productcode|code|产品编码|编码|货号|型号",
        "name": "name|productname|product|产品名称|产品|名称",
        "category": "category|series|family|productfamily|类别|产品类别|系列|分类",
        "unit": "unit|单位",
        "list_price": "listprice|price|salesprice|unitprice|单价|价格|标价|售价",
        "cost": "cost|costprice|成本|成本价",
        "vat_rate": "vatrate|taxrate|税率",
        "description": "description|描述|说明",
        "active": "active|isactive|在售",
    },
    "leads": {
        "external_id": "externalid|id|leadid|leadnumber|prospectid|recordid|线索编号|编号",
        "company": "company|companyname|account|accountname|organization"
        "|公司名称|公司|企业名称|客户名称|单位名称",
        "person": "person|name|fullname|contact|contactname|联系人|姓名|联系人姓名",
        "campaign": "campaign|campaignname|utmcampaign|市场活动|活动",
        "need": "need|needs|description|message|notes|需求|备注|描述",
        "budget": "budget|预算",
    }
    | PERSON
    | PLACE
    | OWNER,
    "opportunities": DEAL,
    "receipts": {
        "external_id": "externalid|id|receiptid|编号",
        "contract": "contract|contractnumber|合同|合同编号",
        "account": "account|accountname|customer|customername|客户|客户名称",
        "amount": "amount|receiptamount|金额|到账金额|回款金额",
        "received_on": "receivedon|date|paymentdate|receiptdate|settleddate|到账日期|回款日期|日期",
        "payer": "payer|付款方|付款单位|付款人",
        "bank_reference": "bankreference|reference|transactionid|流水号|银行流水号",
        "channel": "channel|method|paymentmethod|付款方式|渠道",
        "note": "note|notes|memo|备注",
    }
    | OWNER,
}
# A full name put together where no column holds one.
NAME_PARTS = (("firstname", "lastname"), ("名", "姓"))
NAMED = {"contacts": "name", "leads": "person", "members": "name"}
DELETED = ("isdeleted", "deleted", "fivetrandeleted")


def plain(heading: str) -> str:
    text = re.sub(r"[\W_]+", "", heading.casefold())
    return text.removeprefix("property") or text


def guessed_rules(kind: Kind, header: list[str]) -> dict[str, Rule]:
    """Rules for the fields of a kind whose columns are known by their headings."""
    columns = {plain(heading): heading for heading in reversed(header)}
    rules = {}
    for field, names in KNOWN.get(kind.name, {}).items():
        found = next((columns[name] for name in names.split("|") if name in columns), None)
        if found is not None:
            rules[field] = Rule(columns=(found,))
    rules |= _own_names(kind, columns, rules)
    named = NAMED.get(kind.name)
    if named and named not in rules:
        rules |= _full_name(named, columns)
    if kind.name == "products" and "sku" not in rules and "name" in rules:
        rules["sku"] = Rule(template=f"{{{rules['name'].columns[0]}|dashes|upper}}")
    return rules


def _own_names(kind, columns, rules):
    """Columns left over that are called as we call the field, in the code or in a language."""
    used = {column for rule in rules.values() for column in rule.columns}
    left = {name: column for name, column in columns.items() if column not in used}
    own = {}
    for field in kind.fields:
        names = (plain(field.name), *_labels(kind, field.name))
        found = next((left.pop(name) for name in names if name in left), None)
        if found is not None and field.name not in rules:
            own[field.name] = Rule(columns=(found,))
    return own


def _labels(kind, name):
    for language, _label in settings.LANGUAGES:
        with override(language):
            yield plain(label_of(kind, name))


def _full_name(field, columns):
    for first, last in NAME_PARTS:
        if first in columns and last in columns:
            order = (last, first) if first == "名" else (first, last)
            space = "" if first == "名" else " "
            return {field: Rule(template=space.join(f"{{{columns[name]}}}" for name in order))}
    return {}


def deleted_column(header: list[str]) -> str | None:
    """The column by which an export marks rows that were deleted there."""
    return next((heading for heading in header if plain(heading) in DELETED), None)
