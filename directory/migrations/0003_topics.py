"""Ships the topics: the six of the implementation plan, "other", and the common ones below it.

Everyday words serve the suggestion of a topic; the line at the end of each is its life situation.
"""

from django.db import migrations

MAIN = [
    (
        "land-expropriation",
        "征地拆迁",
        "征地补偿少了",
        "征地 征收 拆迁 拆房 拆迁补偿 补偿款 补偿费 安置 安置房 安置费 青苗 青苗费 土地补偿 占地 修路 占田 "
        "宅基地 违建 强拆 评估 过渡费 迁坟 祖坟 修水利 修高速 占我家 征收公告 听证",
    ),
    (
        "land-transfer",
        "土地流转",
        "地租出去了想收回",
        "流转 土地流转 承包 承包地 承包田 承包合同 租地 租田 租金 转包 转租 出租 田土 水田 旱地 山林 林地 "
        "林权 自留地 撂荒 合作社 大户 种树 退地 收回 确权 田租 土地证 种田 种地 租给 亩 水稻 到期",
    ),
    (
        "family",
        "婚姻家庭",
        "离婚，孩子归谁",
        "离婚 结婚 订婚 婚约 彩礼 三金 嫁妆 家暴 打老婆 挨打 打我 分居 出轨 抚养 抚养费 抚养权 孩子 小孩 赡养 养老 "
        "老人 遗嘱 遗产 继承 分家 过继 收养 再婚 同居 共同财产 儿媳 女婿 弟兄 公婆 婆婆 儿子 女儿 孙子 前夫 老公 "
        "领证 去世 老屋 不养",
    ),
    (
        "school-medical",
        "上学就医",
        "孩子在学校受了伤",
        "上学 入学 转学 学籍 学校 老师 同学 校车 学区 学费 助学金 辍学 欺负 霸凌 幼儿园 医院 医生 看病 手术 误诊 "
        "医疗事故 医药费 病历 药费 卫生院 住院 打针 疫苗 读书 一年级 初中 班主任 食堂 村小",
    ),
    (
        "social-security",
        "社会保障",
        "低保、医保的事",
        "低保 五保 特困 养老金 养老保险 社保 医保 新农合 合作医疗 报销 断缴 残疾 残疾证 救助 临时救助 优抚 退役 "
        "高龄 补贴 惠农 一卡通 失业 失业金 工伤保险 缴费 退休 补交 断保 丧葬费 抚恤金 慢性病 大病",
    ),
    (
        "property-reform",
        "产权制度改革",
        "村里分红没有我",
        "产权 集体 集体经济 集体资产 股份 股权 股份合作 分红 分钱 成员资格 集体成员 外嫁女 出嫁女 上门女婿 户口 迁户口 "
        "清产核资 村集体 村务公开 量化 股东 经济合作社 入股 名册 不给分",
    ),
    (
        "other",
        "其他",
        "别的事，说不清归哪类",
        "合同 买卖 违约 定金 押金 房子 买房 租房 打官司 起诉 律师 法院 派出所 拘留 罚款 处罚 欠条 公证 "
        "法律援助 信访 证明 名誉 网购 假货 保险 物业 合伙 生意 捡到 污染",
    ),
]
BELOW_OTHER = [
    (
        "wages",
        "劳动报酬",
        "工钱要不回来",
        "工钱 工资 欠薪 讨薪 拖欠 老板 包工头 工地 打工 务工 农民工 白条 欠条 结账 加班 加班费 辞退 开除 劳动合同 劳务 "
        "临时工 工厂 包工 泥工 跑了 上班 没签合同 没写合同 扣钱 扣工资 押工资 做工 干活 零工 到手",
    ),
    (
        "loans",
        "民间借贷",
        "借出去的钱不还",
        "借钱 借款 借条 欠条 欠钱 还钱 不还 利息 高利贷 担保 保人 保证人 抵押 转账 债 债务 老赖 讨债 催债 网贷 信用卡 "
        "贷款 本金 连本带利 借了 借给 还不上 催收 欠人家",
    ),
    (
        "neighbours",
        "邻里纠纷",
        "邻居占了我的地界",
        "邻居 隔壁 邻里 界石 地界 界址 围墙 院墙 过路 走路 通道 堵路 排水 滴水 屋檐 采光 遮光 挡光 树枝 噪音 养狗 养猪 "
        "鸡鸭 吵架 骂人 坟地 风水 占道 水沟 漏水 楼上 大树 一条路 进出 界线 界里 田埂 漫下来 电线",
    ),
    (
        "injury",
        "人身损害",
        "出车祸、被人打伤",
        "车祸 交通事故 撞 撞人 撞伤 摩托 摩托车 三轮车 电动车 肇事 逃逸 交警 责任认定 受伤 打伤 打架 摔伤 狗咬 工伤 误工费 "
        "医药费 赔偿 伤残 鉴定 死亡赔偿 交强险 溺水 触电 骨折 打人 撞了 摔断 摔了 咬了 狗没拴",
    ),
    (
        "fraud",
        "防骗",
        "怕是遇上骗子了",
        "骗 骗子 被骗 诈骗 电话诈骗 刷单 中奖 转账 验证码 链接 冒充 公检法 投资 理财 保健品 养老诈骗 集资 非法集资 传销 "
        "杀猪盘 银行卡 手机卡 扫码 网恋 返利 客服 贷款解冻 下载 软件 密码 泄露 听课 床垫 包治 治病 冻卡 借卡",
    ),
]


def write_topics(apps, schema_editor):
    topics = apps.get_model("directory", "Topic").objects
    for place, (slug, name, situation, keywords) in enumerate(MAIN, start=1):
        _write(topics, slug, name, situation, keywords, place * 10, None)
    other = topics.get(slug="other")
    for place, (slug, name, situation, keywords) in enumerate(BELOW_OTHER, start=1):
        _write(topics, slug, name, situation, keywords, 70 + place, other)


def _write(topics, slug, name, situation, keywords, sort_order, parent):
    facts = {
        "name": name,
        "situation": situation,
        "keywords": keywords,
        "sort_order": sort_order,
        "parent": parent,
    }
    topics.get_or_create(slug=slug, defaults=facts)


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_guards")]
    operations = [migrations.RunPython(write_topics, migrations.RunPython.noop)]
