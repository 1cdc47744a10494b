"""Why an order is not legal, in words: one sentence a player understands, in English and Chinese.

`{unit}` is the unit's name, `{at}` the hex or place aimed at, `{need}` a number of the rules.
"""

from game.rules import orders as o

REASONS: dict[int, tuple[str, str]] = {
    o.NOT_ITS_PHASE: ("it is not the phase of {unit}'s side", "現在不是{unit}一方的階段"),
    o.OVER: ("the battle is over", "戰鬥已經結束"),
    o.NOT_HERE: ("{unit} is not on the map", "{unit}不在地圖上"),
    o.ACTED: ("{unit} has acted this turn", "{unit}本回合已經行動"),
    o.OFF_MAP: ("{at} is off the map", "{at}在地圖之外"),
    o.NO_PATH: ("{unit} cannot reach {at} with the points it has left", "{unit}剩餘移動力到不了{at}"),
    o.SAME_HEX: ("{unit} stands in {at} already", "{unit}已經在{at}"),
    o.MOVED_GUNS: ("{unit} has moved; guns move or fire, not both", "{unit}已移動；火砲不能移動後射擊"),
    o.NO_AMMO: (
        "{unit} has no ammunition for a volley; it draws more from a depot at dawn and dusk",
        "{unit}彈藥不足一次齊射；晨昏可向補給站領取",
    ),
    o.OUT_OF_RANGE: ("{at} is out of {unit}'s range", "{at}超出{unit}的射程"),
    o.NO_SIGHT: ("{unit} has no line of sight to {at}", "{unit}看不到{at}"),
    o.NOT_ADJACENT: (
        "{unit} is not next to {at}; an assault goes into a neighbouring hex",
        "{unit}不鄰接{at}；只能突擊相鄰格",
    ),
    o.TOO_SHAKEN: (
        "{unit} is too shaken to assault (cohesion {need} or more needed)",
        "{unit}士氣動搖，不能突擊（凝聚力須達{need}）",
    ),
    o.TOO_FEW: (
        "{unit} has too few men to assault ({need} men and 15 % of establishment needed)",
        "{unit}人數太少，不能突擊（須有{need}人及編制百分之十五）",
    ),
    o.TWICE: ("{at} was assaulted twice this phase, which is all there is room for", "{at}本階段已受兩次突擊"),
    o.NO_LADDERS: (
        "{unit} cannot assault {at}: a cliff, and no ladders (engineers, or infantry next to them, bring ladders)",
        "{unit}不能突擊{at}：有絕壁而無雲梯（工兵或鄰接工兵的步兵才有雲梯）",
    ),
    o.FRIENDS_THERE: ("friends stand in {at}", "{at}有友軍"),
    o.RIVER_WITHOUT_BOATS: (
        "a river lies before {at}: it is crossed by boat at night, next to engineers",
        "{at}前有河；須在夜間由工兵以船渡過",
    ),
    o.NO_SHELLS: ("{unit} has no shells left", "{unit}砲彈已盡"),
    o.NO_GUNS: ("{unit} has no guns to bombard with", "{unit}沒有可作砲擊的火砲"),
    o.NO_ARC: ("higher ground before {unit} closes its arc of fire to {at}", "{unit}前方高地遮擋射向{at}的射界"),
    o.THREE_BATTERIES: (
        "three batteries have fired at {at} this phase, which is the most",
        "{at}本階段已受三個砲兵連射擊",
    ),
    o.NOTHING_TO_DIG: ("{unit} cannot make the works in its hex any better", "{unit}無法再加強所在格的工事"),
    o.ENGINEERS_ONLY: ("only engineers can do that", "只有工兵能做"),
    o.NO_OBSTACLE: ("no obstacle stands between {unit} and {at}", "{unit}與{at}之間沒有障礙物"),
    o.NO_BRIDGE: ("no such bridge leads from {unit} to {at}", "{unit}與{at}之間沒有這樣的橋"),
    o.NO_CLIFF: ("no cliff to blast between {unit} and {at}", "{unit}與{at}之間沒有可爆破的絕壁"),
    o.NOTHING_TO_RALLY: ("{unit} is not suppressed", "{unit}未受壓制"),
    o.NO_SORTIES: ("no sorties are left today", "今日已無出擊架次"),
    o.NO_WAVE: ("there is no such wave to call", "沒有可召喚的這批增援"),
    o.NO_CHOICE: ("no such choice is waiting", "沒有等待的抉擇"),
    o.NO_TERMS: (
        "terms can be asked for when the enemy holds a core place or too few men are fit",
        "敵軍佔領核心據點或可戰之兵不足時方可請求停戰",
    ),
    o.CHOICE_WAITS: ("a decision waits to be made first", "須先作出等待中的抉擇"),
    o.CANNOT_ASSAULT: ("{unit} is no unit for an assault", "{unit}不是能突擊的部隊"),
    o.CANNOT_FIRE: ("{unit} has no small arms worth a volley", "{unit}沒有可供齊射的輕武器"),
    o.NOT_A_UNIT: ("this order is given to a unit, and {unit} is none", "這命令須下達給部隊"),
    o.NOT_A_SIDE: ("this order is given to a side, not to a unit", "這命令須下達給一方而非部隊"),
    o.BAD_ARGUMENT: ("the order's last word is not one it takes", "命令的最後一個詞不適用"),
    o.NOT_OWN: ("that formation is not its own", "該編制不屬於己方"),
    o.GROUND_CLOSED: ("{unit} cannot enter the ground in {at}", "{unit}不能進入{at}的地形"),
    o.ENEMY_THERE: ("the enemy stands in {at}; assault it instead", "{at}有敵軍，須以突擊進入"),
    o.FULL_HEX: ("{at} has no room for {unit}", "{at}已無位置容納{unit}"),
    o.CANNOT_MOVE: ("{unit} cannot move", "{unit}不能移動"),
    o.NO_POINTS: ("{unit} has no movement points left", "{unit}已無移動力"),
    o.NOT_DEFENDER: ("only the defender may ask for terms", "只有守方可請求停戰"),
}
