"""Full names of people that look real.

Three signs are taken: a word before it that introduces a person (原告、村民、名叫), a title after
it (先生、女士), or common given-name characters where somebody does something (说、把).
老李, 小陈, 张某, 李四 and 王师傅 are made up or tell nothing, and stay.
"""

import re
from collections.abc import Iterator

Span = tuple[int, int]

SURNAMES = (
    "李王张刘陈杨黄赵吴周徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜"
    "丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严"
    "尹钱施牛洪龚覃向满庹卓宁滕符岳欧甘柯全屈樊左莫"
)
WORDS_TOO = "向全万方常于白钱田高马金江安成武林程石何任左"
"""Surnames that are as often a plain word: the given name must look like one."""
DOUBLE_SURNAMES = "欧阳|上官|司马|诸葛|皇甫|尉迟|东方|慕容|司徒"
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文建国志红海玉兰萍玲桃春梅凤林生荣福贵祥德发财"
    "云飞燕莉珍珠辉斌波鹏宇浩鑫龙虎彪松柏峰山川江河清泉俊帅雄健康宁安泰顺利民富进兴旺家庆友良忠信义"
    "仁爱莲菊香琴琼瑶倩雪冰洁晶莹婷佳怡欣悦颖慧智聪晓晨旭阳光亮耀昌盛隆先宏远达长永久恒毅坚绍承继业"
    "学武振东南西北宗元开金银铜铁锋钢成胜凯旋立新正中心田妹姣娥嫦娇媛淑贤惠芝芬蓉薇萱涵梓轩睿博翔"
)
CUES = (
    "原告|被告|上诉人|被上诉人|申请人|被申请人|申诉人|当事人|受害人|被害人|死者|伤者|村民|居民|农民|业主"
    "|名叫|叫做|姓名[:：]?|户主|户名[:：]?|丈夫|妻子|儿子|女儿|父亲|母亲|哥哥|弟弟|姐姐|妹妹|女婿|媳妇"
    "|老板|包工头|工头|邻居|房东|司机|工友|借款人|出借人|担保人|承包人|法定代表人"
)
TITLES = "先生|女士|同志|老人|夫妇|夫妻"
AFTER = (
    "诉向与和的在因起把将被是说讲称告找到去来家同跟给从对为有没不等经借欠住及已也就想要打签死受"
    "男女两一跑走问拿送卖买租盖搬接写叫让收喊哭骂病又还都却才"
)
STAND_INS = {"张三", "李四", "王五", "赵六", "某某", "张三丰"}
NO_NAME = re.compile(
    r"先生|女士|同志|[某×＊*□XxA甲乙丙丁老总家姓哥姐叔婶嫂爷奶妈爸婆伯姨娘师傅律法官主任书记支村长所队经理的了们"
    r"之其这那个些么哪怎要能可应该都很只又还不没有于时]"
)
COMMON = re.compile(
    r"高[中考龄额空级]|周[岁末一二三四五六日年边]|方[便面法案式才]|金[额钱融]|常[年常见]|万[元一块]"
    r"|马[上路]|成[年功立员]|白[天条]|石[头料]|全[部家体]|向[法村前]|张罗|程序|严[重格]|任[何务]|钱[款财]"
    r"|康复|牛羊|许[可多]|林[地木权]|田[地间]|江[边西苏]|安[置全]|左[右边]|武[汉警]|于是|海[南外]"
)
END = rf"(?=[{AFTER}]|[^一-龥]|$)"
GIVEN_NAME = "[一-龥]{1,2}"
AFTER_CUE = re.compile(
    rf"(?:{CUES})(?P<name>(?:{DOUBLE_SURNAMES}|[{SURNAMES}])[一-龥]{{1,2}}?){END}"
)
BEFORE_TITLE = re.compile(rf"(?P<name>(?:{DOUBLE_SURNAMES}|[{SURNAMES}]){GIVEN_NAME})(?:{TITLES})")
DOING = re.compile(
    rf"(?<![一-龥])(?P<name>[{SURNAMES}][{GIVEN}]{{2}})(?=[说讲称告诉向把将借欠找跟和与，、])"
)


def full_names(text: str) -> Iterator[Span]:
    """Yield the places of full names that look like a real person's."""
    for pattern in (AFTER_CUE, BEFORE_TITLE, DOING):
        for match in pattern.finditer(text):
            if _looks_real(match["name"]):
                yield match.span("name")


def _looks_real(name: str) -> bool:
    if name in STAND_INS or NO_NAME.search(name[1:]) or COMMON.match(name):
        return False
    return name[0] not in WORDS_TOO or set(name[1:]) <= set(GIVEN)
