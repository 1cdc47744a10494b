"""Words for what the rules name: works, results, factors, sections of the odds card: (English, Chinese).

The interface knows no rule; it only speaks the names that come with a preview or an event.
"""

RULES: dict[str, tuple[str, str]] = {
    "works.0": ("none", "無"),
    "works.1": ("foxholes", "散兵坑"),
    "works.2": ("trenches", "塹壕"),
    "works.3": ("pillboxes", "碉堡"),
    "works.4": ("bunkers", "地堡"),
    "result.thrown_back": ("thrown back", "被擊退"),
    "result.repulsed": ("repulsed", "攻擊受挫"),
    "result.bloody_stand": ("bloody stand", "血戰相持"),
    "result.position_taken": ("position taken", "攻佔陣地"),
    "result.overrun": ("overrun", "突破席捲"),
    "result.to_ground": ("goes to ground", "中途臥倒"),
    "edge.river": ("river", "河流"),
    "edge.cliff": ("cliff", "斷崖"),
    "edge.embankment": ("embankment", "堤岸"),
    "edge.obstacle": ("obstacle", "障礙"),
    "edge.bridge": ("bridge", "橋"),
    "dir.n": ("north", "北"),
    "dir.ne": ("north-east", "東北"),
    "dir.se": ("south-east", "東南"),
    "dir.s": ("south", "南"),
    "dir.sw": ("south-west", "西南"),
    "dir.nw": ("north-west", "西北"),
    "class.infantry": ("infantry", "步兵"),
    "class.engineers": ("engineers", "工兵"),
    "class.service": ("service troops", "勤務部隊"),
    "class.guns": ("guns", "火砲"),
    "class.mortars": ("mortars", "迫擊砲"),
    "class.headquarters": ("headquarters", "指揮部"),
}
