"""Headings that are understood without a map: ours, Chinese ones, and those of the exports of
HubSpot, Salesforce, Zoho and Pipedrive, 纷享销客 and 销售易.

Written as `plain` leaves them: without case, spaces, underscores and HubSpot's "property_". Of
several columns that could fill a field the one whose name stands first here does.
"""

PERSON = {
    "email": "email|emailaddress|workemail|mail|电子邮件|电子邮箱|邮箱|邮件|emailaddress1"
    "|primaryemail|personemail|邮件地址|公司邮箱",
    "phone": "phone|phonenumber|mobile|mobilephone|telephone|tel|电话|手机|手机号|联系电话"
    "|电话号码|phone1|mobilephonenumber|mobileno|workphone|businessphone|personphone"
    "|companyphone|telephonenumber|cell|移动电话|固定电话|座机|公司电话|手机号码",
    "title": "title|jobtitle|position|职位|职务|岗位|role|designation|担任职务",
    "wechat": "wechat|weixin|微信|微信号",
}
PLACE = {
    "region": "region|province|state|billingstate|mailingstate|省份|省|地区|区域"
    "|billingstateprovince|mailingstateprovince|stateprovince|stateregion|billingprovince"
    "|mailingprovince|country|billingcountry|mailingcountry|countryregion|officelocation"
    "|所在地区|所在省|省市|国家",
    "city": "city|billingcity|mailingcity|城市|市|billingtown|town|suburb|所在城市|地市",
    "industry": "industry|sector|行业|所属行业|industrytype|vertical|所在行业|客户行业",
    "source": "source|leadsource|accountsource|originalsource|channel|来源|渠道|线索来源"
    "|客户来源|originalsourcetype|leadsourcename|商机来源|销售线索来源|获客渠道",
}
OWNER = {
    "owner": "owner|owneremail|ownername|dealowner|opportunityowner|accountowner|companyowner"
    "|contactowner|leadowner|assignedto|accountmanager|salesagent|salesrep|salesperson"
    "|rep|负责人|所有人|客户所有人|线索所有人|商机所有人|销售机会所有人|跟进人|客户经理"
    "|销售代表|销售|销售员|业务员|owneralias|ownerid"
}
DEAL = {
    "external_id": "externalid|id|dealid|recordid|opportunityid|商机编号|编号|dealrecordid"
    "|商机id|唯一性id|销售机会编号",
    "name": "name|dealname|opportunityname|opportunity|商机名称|商机|项目名称|名称|title"
    "|dealtitle|potentialname|销售机会名称|销售机会|商机主题",
    "account": "account|accountname|company|companyname|associatedcompany|accountid|companyid"
    "|客户|客户名称|公司名称|公司|companyaccount|organization|organizationname"
    "|organisation|dealorganization|primaryassociatedcompany|associatedcompanyname"
    "|customer|customername|关联客户|所属客户|最终客户",
    "contact": "contact|contactname|contactemail|associatedcontact|联系人|contactperson"
    "|personname|primarycontact|联系人姓名|主要联系人",
    "product": "product|productname|sku|产品|产品名称",
    "process": "process|pipeline|dealpipeline|销售流程|流程|pipelinename|salesprocess"
    "|销售流程名称|商机类型",
    "stage": "stage|stagename|dealstage|salesstage|status|阶段|商机阶段|销售阶段|状态"
    "|stepname|opportunitystage|pipelinestage|dealpipelinestageid|stageid|当前阶段"
    "|销售机会阶段",
    "status": "dealstatus|opportunitystatus|赢单状态",
    "amount": "amount|value|dealvalue|closevalue|金额|商机金额|成交金额|预计金额|dealamount"
    "|dealvalue|opportunityamount|totalamount|销售金额|预计销售金额|商机金额元"
    "|预计成交金额|总金额",
    "created_at": "createdat|createdate|createddate|created|engagedate|创建日期|创建时间"
    "|创建于|dealcreated|datecreated|creationdate|createdtime|opencreated",
    "closed": "isclosed",
    "won": "iswon",
    "closed_on": "closedon|closedate|closeddate|成交日期|关闭日期|结单日期|closingdate"
    "|actualclosedate|wontime|losttime|dealclosedon|实际成交日期|实际结单日期|赢单日期",
    "expected_close_date": "expectedclosedate|expectedclose|预计成交日期|预计签约日期"
    "|expectedclosingdate|estimatedclosedate|dealexpectedclosedate|预计结单日期"
    "|预计成交时间",
    "source": PLACE["source"],
    "campaign": "campaign|campaignname|市场活动",
    "needs": "needs|description|dealdescription|需求|描述|备注|notes|comments|客户需求"
    "|需求描述|备注说明",
    "next_step": "nextstep|下一步",
    "close_reason": "closereason|lostreason|closedlostreason|lossreason|输单原因|丢单原因"
    "|closedwonreason|reasonforloss|reasonlost|closedlostreasondetail|丢单说明|失败原因",
} | OWNER
KNOWN = {
    "members": {
        "name": "name|fullname|salesagent|姓名|员工姓名|成员|username|displayname"
        "|employeename|rep|员工|用户名|销售姓名",
        "roles": "roles|role|角色",
        "department": "department|team|部门|团队|teamname|dept|salesteam|所属部门|主属部门",
        "region": PLACE["region"] + "|regionaloffice",
        "manager": "manager|managername|上级|经理|直属上级|reportsto|supervisor|teamleader"
        "|teamlead|直接上级|汇报对象",
        "manager_email": "manageremail|上级邮箱|经理邮箱",
        "active": "active|isactive|在职|enabled|启用",
        "external_id": "externalid|id|ownerid|userid|工号",
    }
    | {name: PERSON[name] for name in ("email", "phone")},
    "accounts": {
        "external_id": "externalid|id|companyid|recordid|accountid|客户编号|唯一性id|客户id"
        "|accountrecordid",
        "name": "name|companyname|accountname|company|account|organization|organizationname"
        "|organisation|customer|customername|business|单位名称|公司名称|客户名称|企业名称"
        "|公司|客户|名称",
        "credit_code": "creditcode|统一社会信用代码|信用代码|税号",
        "size": "size|employees|numberofemployees|员工人数|人数|规模|noofemployees"
        "|employeecount|headcount|companysize|总人数|员工数|公司规模",
        "revenue": "revenue|annualrevenue|年营业额|年收入|营业额|yearlyrevenue|turnover"
        "|年销售额|年收入元",
        "founded": "founded|yearfounded|yearestablished|成立年份|foundedyear|yearstarted|成立时间",
        "address": "address|street|streetaddress|billingstreet|地址|详细地址|addressline1"
        "|billingaddress|billingaddressline1|address1|streetaddress1|公司地址|注册地址",
        "phone": PERSON["phone"],
        "website": "website|websiteurl|domain|companydomainname|网址|网站|官网|url|web"
        "|homepage|companywebsite|公司网址|公司网站",
        "level": "level|客户级别|级别|tier|客户等级|等级",
        "parent": "parent|parentcompany|parentaccount|parentid|subsidiaryof|母公司|上级公司"
        "|parentaccountname|parentaccountid|memberof|parentcompanyname|上级客户"
        "|母公司名称|所属集团",
    }
    | PLACE
    | OWNER,
    "contacts": {
        "external_id": "externalid|id|recid|contactid|recordid|编号|contactrecordid|唯一性id"
        "|联系人id",
        "name": "name|fullname|contactname|姓名|联系人|联系人姓名",
        "account": "account|accountname|company|companyname|associatedcompany|accountid"
        "|primaryassociatedcompany|organization|organizationname|customer|customername"
        "|employer|所属客户|所属公司|单位|公司名称|公司|客户|客户名称",
        "department": "department|部门|所属部门",
        "notes": "notes|description|备注|comments|备注说明",
        "reports_to": "reportsto|reportstoid|上级",
    }
    | PERSON,
    "products": {
        "external_id": "externalid|id|productid|product2id|唯一性id|产品id",
        "sku": "sku|productcode|code|产品编码|编码|货号|型号|itemcode|itemnumber|partnumber"
        "|productnumber|stockcode|产品编号|物料编码|商品编码",
        "name": "name|productname|product|产品名称|产品|名称|itemname|item|商品名称|产品型号",
        "category": "category|series|family|productfamily|类别|产品类别|系列|分类"
        "|productcategory|group|productline|产品分类|产品线|商品类别",
        "unit": "unit|单位|uom|usageunit|计量单位|销售单位",
        "list_price": "listprice|price|salesprice|unitprice|单价|价格|标价|售价|standardprice"
        "|retailprice|sellingprice|baseprice|rate|标准价格|标准价|目录价|零售价|销售价格"
        "|单价元",
        "cost": "cost|costprice|成本|成本价|unitcost|costofgoodssold|成本价格",
        "vat_rate": "vatrate|taxrate|税率",
        "description": "description|描述|说明",
        "active": "active|isactive|在售|productactive|上架状态",
    },
    "leads": {
        "state": "leadstatus|hsleadstatus|线索状态|status|状态",
        "external_id": "externalid|id|recid|leadid|leadnumber|prospectid|recordid|线索编号|编号"
        "|leadrecordid|唯一性id|线索id",
        "company": "company|companyname|account|accountname|organization|companyaccount"
        "|organizationname|organisation|business|employer|客户|所属公司|公司名称|公司"
        "|企业名称|客户名称|单位名称",
        "person": "person|name|fullname|contact|contactname|联系人|姓名|联系人姓名|leadname"
        "|customername|contactperson|线索名称|客户姓名",
        "campaign": "campaign|campaignname|utmcampaign|市场活动|活动",
        "need": "need|needs|description|message|notes|需求|备注|描述|comments|inquiry|enquiry"
        "|线索详情|咨询内容",
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
        "amount": "amount|receiptamount|金额|到账金额|回款金额|paymentamount|amountpaid"
        "|收款金额|回款额|实收金额",
        "received_on": "receivedon|date|paymentdate|receiptdate|settleddate|到账日期|回款日期"
        "|日期|paidon|paiddate|datepaid|收款日期",
        "payer": "payer|付款方|付款单位|付款人",
        "bank_reference": "bankreference|reference|transactionid|流水号|银行流水号",
        "channel": "channel|method|paymentmethod|付款方式|渠道",
        "note": "note|notes|memo|备注",
    }
    | OWNER,
}
