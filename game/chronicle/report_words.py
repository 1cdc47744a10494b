"""Words of the after-action report, for the page and for the game: (English, Chinese)."""

Pair = tuple[str, str]

WORDS: dict[str, Pair] = {
    "report.title": ("After-action report", "戰後報告"),
    "report.result": ("Result", "戰果"),
    "report.unfinished": ("The battle was not over when this was written", "撰此報告時戰鬥尚未結束"),
    "report.won": ("{side} prevails", "{side}獲勝"),
    "report.drawn": ("Neither side prevails", "不分勝負"),
    "report.calendar": ("the calendar ran out", "期限屆滿"),
    "report.fall": ("the city has fallen", "城池陷落"),
    "report.terms": ("terms were accepted", "接受停戰條件"),
    "report.points": ("Points", "得分"),
    "report.margin": ("Margin (attacker less defender)", "分差（攻方減守方）"),
    "report.killed": ("Killed", "陣亡"),
    "report.died": ("Died otherwise", "其他死亡"),
    "report.wounded": ("Wounded", "負傷"),
    "report.returned": ("… of whom back in the line", "其中歸隊"),
    "report.captured": ("Captured", "被俘"),
    "report.lost": ("Killed, died, wounded", "死傷合計"),
    "report.men": ("Men on the map at the end", "終戰時在圖兵力"),
    "report.fires_left": ("Fires left", "剩餘彈藥（射擊次數）"),
    "report.history": ("In history", "史實"),
    "report.sober": ("Each figure was a person.", "每一個數字，都曾是一個人。"),
    "report.play": ("The battle, order by order", "逐令重演"),
    "report.play_note": (
        "Drag the slider, use the arrow keys, or press play. Everything runs in this page.",
        "拖動滑桿、按左右鍵，或按播放。一切皆在本頁內運行。",
    ),
    "report.chances": ("Chances along the battle", "勝算變化"),
    "report.chances_note": (
        "Before each phase the true position is played on {playouts} times by the computer (recruit) for both sides; "
        "the line is the attacker's share of wins, a draw counting half. The band is the 95 % error.",
        "每一階段之前，將真實局面交由電腦（新兵）代兩軍續戰{playouts}次；曲線為攻方勝率，平局作半勝計，淡色帶為95%誤差。",
    ),
    "report.turning": ("Turning points", "轉折點"),
    "report.turning_none": ("No swing was larger than its error.", "沒有任何變化大於其誤差。"),
    "report.turning_note": (
        "Luck is what the dice gave beyond their average, each order being thrown anew {throws} times; decision is "
        "the rest: how much better or worse the orders were than the computer's usual play.",
        "「運氣」為骰子高於或低於平均之所得（每道命令重擲{throws}次）；其餘為「決策」：命令較電腦慣常下法之優劣。",
    ),
    "report.decision": ("decision", "決策"),
    "report.luck": ("luck", "運氣"),
    "report.swing": ("swing", "變化"),
    "report.for_side": ("towards {side}", "利於{side}"),
    "report.losses": ("Losses by day and cause", "逐日傷亡與原因"),
    "report.losses_note": (
        "Killed, died, wounded and captured in each half day, by what caused them.",
        "每半日之陣亡、其他死亡、負傷與被俘，按原因分列。",
    ),
    "cause.fire": ("volleys", "射擊"),
    "cause.final": ("final fire against assaults", "最後抵抗火力"),
    "cause.shells": ("shells", "砲擊"),
    "cause.air": ("aircraft", "空襲"),
    "cause.close": ("close combat", "白刃戰"),
    "cause.captured": ("captured", "被俘"),
    "cause.wear": ("wear, sickness, fire", "消耗、疾病、火災"),
    "report.ammunition": ("Ammunition", "彈藥"),
    "report.ammunition_note": (
        "Whole fires in depots and with units at the beginning of each turn.",
        "每回合開始時倉庫與部隊所存之射擊次數。",
    ),
    "report.donts": ("What the Three Don'ts did", "三不打的效果"),
    "report.volleys": ("Volleys fired", "齊射次數"),
    "report.volley_losses": ("Men they cost the enemy", "對敵殺傷"),
    "report.per_volley": ("Men for each volley", "每次齊射殺傷"),
    "report.ambushes": ("Ambushes", "伏擊"),
    "report.held_see": ("Held: cannot see", "不打：看不見"),
    "report.held_aim": ("Held: cannot aim", "不打：瞄不準"),
    "report.held_kill": ("Held: cannot kill", "不打：打不死"),
    "report.saved": ("Fires saved", "節省彈藥"),
    "report.spared": ("Men the held volleys would have cost the enemy", "若開火預期殺傷"),
    "report.spared_rate": ("… for each fire saved", "……每節省一次射擊"),
    "report.dice": ("Luck: expected against actual", "運氣：預期與實際"),
    "report.dice_note": (
        "Expected is what the same volleys, shells and assaults give on average; actual is what the dice gave. The "
        "last column is the difference in standard deviations: beyond 2 is rare (1 battle in 20).",
        "「預期」為同樣齊射、砲擊、突擊之平均所得，「實際」為骰子所給。末欄為差距之標準差數，超過2者少見（二十戰一遇）。",
    ),
    "dice.volleys": ("Men hit by volleys", "齊射殺傷"),
    "dice.shells": ("Men hit by shells and bombs", "砲擊轟炸殺傷"),
    "dice.dice": ("Sum of the dice of assaults", "突擊骰點合計"),
    "dice.taken": ("Assaults that took their hex", "突擊奪佔次數"),
    "report.count": ("times", "次數"),
    "report.expected": ("expected", "預期"),
    "report.actual": ("actual", "實際"),
    "report.deviation": ("deviation", "偏差"),
    "report.luck_points": (
        "Dice of the whole battle: {points:+.1f} points for {side}",
        "全役骰運：{side}{points:+.1f}分",
    ),
    "report.best": ("Best orders", "最佳命令"),
    "report.worst": ("Worst orders", "最差命令"),
    "report.orders_note": (
        "Worth: points that the order gains on average, before the dice are known, as the computer weighs positions "
        "(places, losses, men, approaches). Luck: what came beyond that.",
        "「價值」為擲骰前該令平均所得分（電腦衡量據點、傷亡、兵力與接近程度）；「運氣」為實際超出之數。",
    ),
    "report.worth": ("worth", "價值"),
    "report.order": ("order", "命令"),
    "report.turn": ("turn", "回合"),
    "report.moments": ("The map at key moments", "關鍵時刻地圖"),
    "report.units": ("Units and their stories", "各部隊戰史"),
    "report.unit": ("unit", "部隊"),
    "report.first_last": ("men first, last", "初、末兵力"),
    "report.inflicted": ("cost the enemy", "殺傷敵軍"),
    "report.suffered": ("suffered", "自身損失"),
    "report.assaults": ("assaults, taken", "突擊、奪佔"),
    "report.withstood": ("withstood", "擊退"),
    "report.gone": ("no more", "已不存"),
    "report.all_units": ("All units", "全部部隊"),
    "report.story": (
        "{men_first} men at first, {men_last} at the end. Cost the enemy {inflicted}, lost {suffered} in fight.",
        "初{men_first}人，末{men_last}人。殺傷敵軍{inflicted}，戰鬥損失{suffered}。",
    ),
    "report.compare": ("Beside history", "與史實對照"),
    "report.how": ("How this was reckoned", "計算方法"),
    "report.print": ("Print", "列印"),
    "report.start": ("The beginning", "開戰"),
    "report.end": ("The end", "終戰"),
    "report.made": (
        "Scenario {scenario}, seed {seed}, {orders} orders, {turns} turns; judged with seed {judge}. The same record "
        "gives the same report.",
        "戰役 {scenario}，種子 {seed}，命令 {orders} 道，{turns} 回合；評估種子 {judge}。同一紀錄必得同一報告。",
    ),
    "half.day": ("day", "晝"),
    "half.night": ("night", "夜"),
}


def both(key: str, **values: object) -> Pair:
    """A word in both languages."""
    pair = WORDS[key]
    return (pair[0].format(**values), pair[1].format(**values)) if values else pair
